# Prints a Makefile's targets by section: "##@ Section" opens one, "target: ... ## what it does" is one.
BEGIN { FS = ":.*## " }
/^##@ / { printf "\n%s\n", substr($0, 5); next }
/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $1, $2 }

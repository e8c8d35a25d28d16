"""What another service has, all of it in memory and kept up to date: searched, sorted, in ready-made bytes."""

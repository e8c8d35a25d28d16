"""The whole platform as processes of this machine: what `make run` starts, `make logs` shows and `make down` ends.

docker-compose.yml starts the same processes in containers.
"""

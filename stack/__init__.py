"""The whole platform as processes of this machine: `make run` starts it, `make down` ends it.

docker-compose.yml starts the same processes in containers.
"""

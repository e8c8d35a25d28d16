"""DynamoDB: the tables as pynamodb models, and the one client that talks to them."""

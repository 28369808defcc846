terraform {
  required_version = ">= 1.7"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.90, < 7"
    }
  }

  # The location of the state depends on the account, so it is an argument of init:
  #   terraform init -backend-config=prod.s3.tfbackend     (bucket, key, region, encrypt, use_lockfile)
  # The empty block is needed: without it, a forgotten argument would put the state of production on a local disk. For a
  # sandbox, create backend_override.tf with `terraform { backend "local" {} }`.
  backend "s3" {}
}

provider "aws" {
  region = var.region

  default_tags {
    tags = local.tags
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  # The name of everything whose name is free.
  name = "update_order-${var.environment}"

  # The same for the history of orders.
  history_name = "record_order_history-${var.environment}"

  # The name of the topic of the order events.
  events_name = "order-events-${var.environment}"

  tags = {
    Environment = var.environment
    Project     = "bbws-customer-portal"
    Component   = "order-lambda"
    ManagedBy   = "terraform"
  }
}

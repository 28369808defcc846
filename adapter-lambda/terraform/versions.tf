terraform {
  # The lock of the state (use_lockfile) needs 1.10, and the tests and the validations need 1.9.
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # The minor version that the tests ran with. To move it: change it here, run `terraform providers lock` for the platforms
      # of .terraform.lock.hcl, and run .ci/terraform.
      version = "~> 5.100.0"
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

  tags = merge(var.tags, {
    Environment = var.environment
    Project     = "bbws-customer-portal"
    Component   = "order-lambda"
    ManagedBy   = "terraform"
  })
}

terraform {
  required_version = ">= 1.7"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.90, < 7"
    }
  }

  # Where the state lies is the business of the account, not of this folder, so it is given at init:
  #   terraform init -backend-config=prod.s3.tfbackend     (bucket, key, region, encrypt, use_lockfile)
  # It is a block all the same, and no comment: without it, a forgotten argument would put the state of production on
  # somebody's disk. In a sandbox a file backend_override.tf with `terraform { backend "local" {} }` does that on purpose.
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
  # One name for everything that is not named by a rule of AWS.
  name = "update_order-${var.environment}"

  # And one for what belongs to the history of orders.
  history_name = "record_order_history-${var.environment}"

  tags = {
    Environment = var.environment
    Project     = "bbws-customer-portal"
    Component   = "order-lambda"
    ManagedBy   = "terraform"
  }
}

# The table belongs to another repository. This one uses its name, its ARN and its stream, and does not change the table.

locals {
  table_name = coalesce(var.table_name, "bbws-customer-portal-orders-${var.environment}")

  table_arn = var.create_table ? aws_dynamodb_table.orders[0].arn : coalesce(
    var.table_arn,
    "arn:${data.aws_partition.current.partition}:dynamodb:${var.region}:${data.aws_caller_identity.current.account_id}:table/${local.table_name}",
  )

  # The ARN of a stream ends with the time at which it was turned on, so it must be looked up if it is not set.
  table_stream_arn = var.create_table ? aws_dynamodb_table.orders[0].stream_arn : (
    var.table_stream_arn != null ? var.table_stream_arn : data.aws_dynamodb_table.orders[0].stream_arn
  )

  # The view type of the stream; null if only its ARN is known. A stream that was turned off still has an ARN, but no view
  # type.
  table_stream_view = var.create_table ? aws_dynamodb_table.orders[0].stream_view_type : (
    var.table_stream_arn != null ? null : data.aws_dynamodb_table.orders[0].stream_view_type
  )
}

data "aws_dynamodb_table" "orders" {
  count = var.create_table || var.table_stream_arn != null ? 0 : 1

  name = local.table_name
}

# The table of docs/contract.md, 2, for a sandbox.
resource "aws_dynamodb_table" "orders" {
  count = var.create_table ? 1 : 0

  name                        = local.table_name
  billing_mode                = "PAY_PER_REQUEST"
  deletion_protection_enabled = var.table_deletion_protection
  hash_key                    = "PK"
  range_key                   = "SK"
  stream_enabled              = true
  stream_view_type            = "NEW_AND_OLD_IMAGES"

  dynamic "attribute" {
    for_each = ["PK", "SK", "GSI1_PK", "GSI1_SK", "GSI2_PK", "GSI2_SK"]

    content {
      name = attribute.value
      type = "S"
    }
  }

  global_secondary_index {
    name            = "OrdersByDateIndex"
    hash_key        = "GSI1_PK"
    range_key       = "GSI1_SK"
    projection_type = "ALL"
  }

  global_secondary_index {
    name            = "OrderByIdIndex"
    hash_key        = "GSI2_PK"
    range_key       = "GSI2_SK"
    projection_type = "ALL"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.table_kms_key_arn
  }

  lifecycle {
    precondition {
      condition     = var.table_arn == null
      error_message = "Set table_arn or create_table, not both: a new table has its own ARN."
    }

    precondition {
      condition     = var.table_stream_arn == null
      error_message = "Set table_stream_arn or create_table, not both: a new table has its own stream."
    }
  }
}

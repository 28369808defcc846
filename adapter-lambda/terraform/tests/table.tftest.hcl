# The table: it belongs to another repository, or is created here for a sandbox.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  environment   = "dev"
  user_pool_arn = "arn:aws:cognito-idp:af-south-1:123456789012:userpool/af-south-1_Pool"
  zip_path      = "tests/placeholder.zip"
}

run "uses_an_existing_table" {
  variables {
    table_name = "orders-of-old"
    table_arn  = "arn:aws:dynamodb:af-south-1:999999999999:table/orders-of-old"
  }

  assert {
    condition = (
      one(aws_lambda_function.update_order.environment).variables.DYNAMODB_TABLE_NAME == "orders-of-old"
      && jsondecode(aws_iam_role_policy.function.policy).Statement[0].Resource == ["arn:aws:dynamodb:af-south-1:999999999999:table/orders-of-old"]
    )
    error_message = "The function and its role must name the table that is set."
  }

  assert {
    condition     = length(aws_dynamodb_table.orders) == 0
    error_message = "No table must be created."
  }

  assert {
    condition = (
      data.aws_dynamodb_table.orders[0].name == "orders-of-old"
      && local.table_stream_arn == "arn:aws:dynamodb:af-south-1:123456789012:table/a-table-looked-up/stream/2026-01-05T09:00:00.000"
      && local.table_stream_view == "NEW_AND_OLD_IMAGES"
    )
    error_message = "The stream must be looked up by the name of the table that is set."
  }
}

run "uses_the_stream_that_is_set_without_a_lookup" {
  variables {
    table_stream_arn = "arn:aws:dynamodb:af-south-1:123456789012:table/bbws-customer-portal-orders-dev/stream/2026-02-03T04:05:06.789"
  }

  assert {
    condition     = local.table_stream_arn == var.table_stream_arn && local.table_stream_view == null
    error_message = "The stream must be the one that is set, and its view type unknown."
  }

  assert {
    condition     = length(data.aws_dynamodb_table.orders) == 0
    error_message = "The table must not be looked up: the deployment may lack the permission."
  }
}

# A restored table has another name, or at least another stream.
run "follows_a_restored_table" {
  variables {
    table_name       = "bbws-customer-portal-orders-dev-restored"
    table_stream_arn = "arn:aws:dynamodb:af-south-1:123456789012:table/bbws-customer-portal-orders-dev-restored/stream/2026-11-29T10:00:00.000"
  }

  assert {
    condition = (
      one(aws_lambda_function.update_order.environment).variables.DYNAMODB_TABLE_NAME == var.table_name
      && one(aws_lambda_function.record_order_history.environment).variables.DYNAMODB_TABLE_NAME == var.table_name
      && jsondecode(aws_iam_role_policy.function.policy).Statement[0].Resource == ["arn:aws:dynamodb:af-south-1:123456789012:table/bbws-customer-portal-orders-dev-restored"]
      && aws_lambda_event_source_mapping.history.event_source_arn == var.table_stream_arn
      && aws_lambda_event_source_mapping.history.starting_position == "TRIM_HORIZON"
    )
    error_message = "Both functions, their roles and the mapping must move to the restored table and to its stream."
  }
}

run "creates_the_table_of_the_contract_for_a_sandbox" {
  variables {
    environment               = "thandi"
    create_table              = true
    table_deletion_protection = false
  }

  assert {
    condition = (
      aws_dynamodb_table.orders[0].name == "bbws-customer-portal-orders-thandi"
      && aws_dynamodb_table.orders[0].hash_key == "PK"
      && aws_dynamodb_table.orders[0].range_key == "SK"
      && aws_dynamodb_table.orders[0].billing_mode == "PAY_PER_REQUEST"
      && aws_dynamodb_table.orders[0].stream_enabled
      && aws_dynamodb_table.orders[0].stream_view_type == "NEW_AND_OLD_IMAGES"
      && one(aws_dynamodb_table.orders[0].point_in_time_recovery).enabled
      && one(aws_dynamodb_table.orders[0].server_side_encryption).enabled
      && !aws_dynamodb_table.orders[0].deletion_protection_enabled
    )
    error_message = "Name, keys, billing, stream, recovery, encryption or protection of the table differs from the contract."
  }

  assert {
    condition = { for index in aws_dynamodb_table.orders[0].global_secondary_index : index.name => "${index.hash_key} ${index.range_key} ${index.projection_type}" } == {
      OrdersByDateIndex = "GSI1_PK GSI1_SK ALL"
      OrderByIdIndex    = "GSI2_PK GSI2_SK ALL"
    }
    error_message = "The indexes must be the two of the contract."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.function.policy).Statement[0].Resource == ["arn:aws:dynamodb:af-south-1:123456789012:table/a-table-created-here"]
    error_message = "The role must name the new table."
  }

  assert {
    condition = (
      local.table_stream_arn == "arn:aws:dynamodb:af-south-1:123456789012:table/a-table-created-here/stream/2026-11-23T09:00:00.000"
      && local.table_stream_view == "NEW_AND_OLD_IMAGES"
      && length(data.aws_dynamodb_table.orders) == 0
    )
    error_message = "The stream must belong to the new table, without a lookup."
  }
}

run "protects_the_table_by_default" {
  variables {
    create_table = true
  }

  assert {
    condition     = aws_dynamodb_table.orders[0].deletion_protection_enabled
    error_message = "The deletion protection must follow table_deletion_protection."
  }
}

run "rejects_the_arn_of_a_table_that_is_created" {
  command = plan

  variables {
    create_table = true
    table_arn    = "arn:aws:dynamodb:af-south-1:123456789012:table/orders-of-old"
  }

  expect_failures = [aws_dynamodb_table.orders]
}

run "rejects_a_stream_for_a_table_that_is_created" {
  command = plan

  variables {
    create_table     = true
    table_stream_arn = "arn:aws:dynamodb:af-south-1:123456789012:table/orders-of-old/stream/2026-02-03T04:05:06.789"
  }

  expect_failures = [aws_dynamodb_table.orders]
}

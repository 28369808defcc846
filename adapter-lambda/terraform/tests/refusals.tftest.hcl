# What is nonsense is refused before anything is made of it.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  environment   = "dev"
  user_pool_arn = "arn:aws:cognito-idp:af-south-1:123456789012:userpool/af-south-1_Pool"
  zip_path      = "tests/stand-in.zip"
}

run "refuses_nonsense" {
  command = plan

  variables {
    environment            = "Prod-1"
    user_pool_arn          = "af-south-1_Pool"
    region                 = "Cape Town"
    zip_path               = "target/classes"
    image_uri              = "update-order:1"
    runtime                = "python3.13"
    architecture           = "arm"
    memory_mb              = 64
    reserved_concurrency   = -1
    live_version           = "$LATEST"
    log_level              = "info"
    cors_allow_origin      = "https://portal.example.com/"
    required_group         = ""
    required_scope         = ""
    table_name             = "a table"
    table_arn              = "arn:aws:dynamodb:af-south-1:123456789012:table/*"
    table_kms_key_arn      = "alias/orders"
    throttling_rate_limit  = 0
    throttling_burst_limit = 0.5
    log_retention_days     = 31
    log_kms_key_arn        = "alias/logs"
    alarm_topic_arns       = ["on-call"]
    alarm_minimum_requests = 0
    alarm_api_5xx_count    = -1
  }

  expect_failures = [
    var.environment,
    var.user_pool_arn,
    var.region,
    var.zip_path,
    var.image_uri,
    var.runtime,
    var.architecture,
    var.memory_mb,
    var.reserved_concurrency,
    var.live_version,
    var.log_level,
    var.cors_allow_origin,
    var.required_group,
    var.required_scope,
    var.table_name,
    var.table_arn,
    var.table_kms_key_arn,
    var.throttling_rate_limit,
    var.throttling_burst_limit,
    var.log_retention_days,
    var.log_kms_key_arn,
    var.alarm_topic_arns,
    var.alarm_minimum_requests,
    var.alarm_api_5xx_count,
  ]
}

run "refuses_what_is_nearly_right" {
  command = plan

  variables {
    environment       = "x"
    image_uri         = "123456789012.dkr.ecr.af-south-1.amazonaws.com/update-order:latest"
    required_group    = "writers,admins"
    required_scope    = "orders/read orders/write"
    cors_allow_origin = "https://a.example.com, https://b.example.com"
    table_arn         = "arn:aws:dynamodb:af-south-1:123456789012:table/orders/index/OrderByIdIndex"
    # For ever.
    log_retention_days = 0
  }

  expect_failures = [
    var.environment,
    var.image_uri,
    var.required_group,
    var.required_scope,
    var.cors_allow_origin,
    var.table_arn,
    var.log_retention_days,
  ]
}

run "refuses_a_zip_that_is_not_built" {
  command = plan

  variables {
    zip_path = "tests/none.zip"
  }

  expect_failures = [aws_lambda_function.update_order]
}

run "warns_of_a_production_whose_alarms_tell_nobody" {
  command = plan

  variables {
    environment = "prod"
  }

  expect_failures = [check.somebody_is_told]
}

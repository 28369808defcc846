# Invalid values are rejected before anything is created.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  environment   = "dev"
  user_pool_arn = "arn:aws:cognito-idp:af-south-1:123456789012:userpool/af-south-1_Pool"
  zip_path      = "tests/placeholder.zip"
}

run "rejects_invalid_values" {
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
    required_group         = ""
    required_scope         = ""
    priming_requests       = -1
    priming_limit_millis   = 7001
    table_name             = "a table"
    table_arn              = "arn:aws:dynamodb:af-south-1:123456789012:table/*"
    table_kms_key_arn      = "alias/orders"
    throttling_rate_limit  = 0
    throttling_burst_limit = 0.5
    log_retention_days     = 31
    log_kms_key_arn        = "alias/logs"
    runbook_url            = "docs/runbook.md#error-rate"

    web_acl_arn              = "orders"
    permissions_boundary_arn = "boundary"
    tags                     = { Environment = "sit" }
    queue_kms_key_arn        = "alias/aws/sqs"
    slo_availability_percent = 100
    slo_latency_percent      = 90
    slo_latency_ms           = 0
    slo_minimum_failures     = 0
    alarm_minimum_requests   = 0
    alarm_api_5xx_count      = -1

    table_stream_arn               = "latest"
    history_batch_size             = 0
    history_batch_window_seconds   = 301
    history_max_retries            = -1
    history_max_record_age_seconds = 59
    alarm_history_age_seconds      = 59
    events_kms_key_arn             = "alias/aws/sns"
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
    var.required_group,
    var.required_scope,
    var.priming_requests,
    var.priming_limit_millis,
    var.table_name,
    var.table_arn,
    var.table_stream_arn,
    var.table_kms_key_arn,
    var.history_batch_size,
    var.history_batch_window_seconds,
    var.history_max_retries,
    var.history_max_record_age_seconds,
    var.throttling_rate_limit,
    var.throttling_burst_limit,
    var.log_retention_days,
    var.log_kms_key_arn,
    var.runbook_url,
    var.web_acl_arn,
    var.permissions_boundary_arn,
    var.tags,
    var.queue_kms_key_arn,
    var.slo_availability_percent,
    var.slo_latency_percent,
    var.slo_latency_ms,
    var.slo_minimum_failures,
    var.alarm_minimum_requests,
    var.alarm_api_5xx_count,
    var.alarm_history_age_seconds,
    var.events_kms_key_arn,
  ]
}

# Their rules refer to other variables, which must be valid: Terraform evaluates them after those.
run "rejects_invalid_values_that_depend_on_others" {
  command = plan

  variables {
    log_level            = "info"
    reserved_concurrency = -1
    cors_allow_origin    = "https://portal.example.com/"
    page_topic_arns      = ["on-call"]
    ticket_topic_arns    = ["tickets"]
    artifact             = { bucket = "b", key = "update-order-lambda.jar", version = "null" }
    release              = "a release"
    writers              = "all"
    domain               = { name = "orders", certificate_arn = "a certificate" }
    canary               = { client_id = "", token_url = "http://example.com" }
  }

  expect_failures = [
    var.log_level,
    var.reserved_concurrency,
    var.cors_allow_origin,
    var.page_topic_arns,
    var.ticket_topic_arns,
    var.artifact,
    var.release,
    var.writers,
    var.domain,
    var.canary,
  ]
}

run "rejects_almost_valid_values" {
  command = plan

  variables {
    environment    = "x"
    image_uri      = "123456789012.dkr.ecr.af-south-1.amazonaws.com/update-order:latest"
    required_group = "writers,admins"
    required_scope = "orders/read orders/write"
    table_arn      = "arn:aws:dynamodb:af-south-1:123456789012:table/orders/index/OrderByIdIndex"
    # The ARN of a table, not of a stream.
    table_stream_arn = "arn:aws:dynamodb:af-south-1:123456789012:table/orders"
    # Not whole numbers.
    history_batch_size           = 2.5
    history_batch_window_seconds = 0.5
    history_max_retries          = 0.5
    # More than the day for which a stream keeps a record.
    history_max_record_age_seconds = 86401
    alarm_history_age_seconds      = 86401
    # Without limit.
    log_retention_days = 0
  }

  expect_failures = [
    var.environment,
    var.image_uri,
    var.required_group,
    var.required_scope,
    var.table_arn,
    var.table_stream_arn,
    var.history_batch_size,
    var.history_batch_window_seconds,
    var.history_max_retries,
    var.history_max_record_age_seconds,
    var.alarm_history_age_seconds,
    var.log_retention_days,
  ]
}

run "rejects_values_just_above_the_maximum" {
  command = plan

  variables {
    # Two origins.
    cors_allow_origin            = "https://a.example.com, https://b.example.com"
    history_batch_size           = 1001
    history_batch_window_seconds = -1
    history_max_retries          = 10001
    # More than a day in seconds, and not a whole number.
    history_max_record_age_seconds = 60.5
    alarm_history_age_seconds      = 60.5
    # A wildcard.
    table_stream_arn = "arn:aws:dynamodb:af-south-1:123456789012:table/orders/stream/*"
  }

  expect_failures = [
    var.cors_allow_origin,
    var.history_batch_size,
    var.history_batch_window_seconds,
    var.history_max_retries,
    var.history_max_record_age_seconds,
    var.alarm_history_age_seconds,
    var.table_stream_arn,
  ]
}

run "accepts_the_minimum_values" {
  command = plan

  variables {
    history_batch_size             = 1
    history_batch_window_seconds   = 0
    history_max_retries            = 0
    history_max_record_age_seconds = 60
    alarm_history_age_seconds      = 60
  }
}

run "accepts_the_maximum_values" {
  command = plan

  variables {
    reserved_concurrency           = 51
    throttling_rate_limit          = 100
    throttling_burst_limit         = 1
    history_batch_size             = 1000
    history_batch_window_seconds   = 300
    history_max_retries            = 10000
    history_max_record_age_seconds = 86400
    alarm_history_age_seconds      = 86400
  }
}

run "rejects_the_stream_of_another_table" {
  command = plan

  variables {
    table_stream_arn = "arn:aws:dynamodb:af-south-1:123456789012:table/bbws-customer-portal-orders-sit/stream/2026-02-03T04:05:06.789"
  }

  expect_failures = [aws_lambda_event_source_mapping.history]
}

run "rejects_a_table_without_a_stream" {
  command = plan

  override_data {
    target = data.aws_dynamodb_table.orders
    # A view type alone is not a stream.
    values = { stream_arn = "", stream_view_type = "NEW_AND_OLD_IMAGES" }
  }

  expect_failures = [aws_lambda_event_source_mapping.history]
}

run "rejects_a_stream_that_was_turned_off" {
  command = plan

  override_data {
    target = data.aws_dynamodb_table.orders
    values = {
      stream_arn       = "arn:aws:dynamodb:af-south-1:123456789012:table/bbws-customer-portal-orders-dev/stream/2026-01-05T09:00:00.000"
      stream_view_type = ""
    }
  }

  expect_failures = [aws_lambda_event_source_mapping.history]
}

run "rejects_a_stream_without_old_images" {
  command = plan

  override_data {
    target = data.aws_dynamodb_table.orders
    values = {
      stream_arn       = "arn:aws:dynamodb:af-south-1:123456789012:table/bbws-customer-portal-orders-dev/stream/2026-01-05T09:00:00.000"
      stream_view_type = "NEW_IMAGE"
    }
  }

  expect_failures = [aws_lambda_event_source_mapping.history]
}

run "rejects_a_missing_zip" {
  command = plan

  variables {
    zip_path = "tests/none.zip"
  }

  expect_failures = [aws_lambda_function.update_order, aws_lambda_function.record_order_history]
}

# What production cannot do without. tests/environments/prod.tftest.hcl has the values that are accepted.
run "rejects_a_production_without_decisions" {
  command = plan

  variables {
    environment = "prod"
    log_level   = "WARN"
    # Without required_scope.
    canary = { client_id = "4abcdefghijklmnopqrstuvwxy", token_url = "https://bbws.auth.af-south-1.amazoncognito.com/oauth2/token" }
  }

  expect_failures = [
    var.log_level,
    var.artifact,
    var.release,
    var.cors_allow_origin,
    var.writers,
    var.page_topic_arns,
    var.ticket_topic_arns,
    var.canary,
  ]
}

run "rejects_an_image_in_production_without_a_digest" {
  command = plan

  variables {
    environment       = "prod"
    image_uri         = "123456789012.dkr.ecr.af-south-1.amazonaws.com/update-order:1.4.0"
    release           = "1.4.0"
    cors_allow_origin = "*"
    writers           = "everyone in the tenant"
    page_topic_arns   = ["arn:aws:sns:af-south-1:123456789012:on-call"]
    ticket_topic_arns = ["arn:aws:sns:af-south-1:123456789012:tickets"]
  }

  expect_failures = [var.artifact]
}

run "accepts_an_image_in_production_with_a_digest" {
  command = plan

  variables {
    environment       = "prod"
    image_uri         = "123456789012.dkr.ecr.af-south-1.amazonaws.com/update-order@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    release           = "1.4.0"
    cors_allow_origin = "*"
    required_group    = "order-writers"
    page_topic_arns   = ["arn:aws:sns:af-south-1:123456789012:on-call"]
    ticket_topic_arns = ["arn:aws:sns:af-south-1:123456789012:tickets"]
  }
}

run "rejects_contradictions" {
  command = plan

  variables {
    # More requests than the function can take.
    reserved_concurrency   = 50
    throttling_rate_limit  = 100
    throttling_burst_limit = 1
    # With required_group.
    canary         = { client_id = "4abcdefghijklmnopqrstuvwxy", token_url = "https://bbws.auth.af-south-1.amazoncognito.com/oauth2/token" }
    artifact       = { bucket = "bbws-artifacts", key = "order-service/update-order-lambda.zip", version = "3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY" }
    image_uri      = "123456789012.dkr.ecr.af-south-1.amazonaws.com/update-order:1.4.0"
    writers        = "everyone in the tenant"
    required_group = "order-writers"
    required_scope = "orders/write"
  }

  expect_failures = [var.reserved_concurrency, var.canary, var.artifact, var.writers]
}

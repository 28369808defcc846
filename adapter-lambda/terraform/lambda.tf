locals {
  from_image = var.image_uri != null
}

resource "aws_lambda_function" "update_order" {
  function_name = local.name
  description   = "PUT /v1.0/orders/{orderId}: changes the status and the payment details of an order."
  role          = aws_iam_role.function.arn

  package_type     = local.from_image ? "Image" : "Zip"
  image_uri        = var.image_uri
  filename         = local.from_image ? null : var.zip_path
  source_code_hash = local.from_image ? null : filebase64sha256(var.zip_path)
  runtime          = local.from_image ? null : var.runtime
  handler          = local.from_image ? null : "com.bbws.orders.lambda.UpdateOrderHandler"

  architectures = [var.architecture]
  memory_size   = var.memory_mb
  # API Gateway times out after 29 s, and the handler responds within 20 s.
  timeout                        = 30
  reserved_concurrent_executions = var.reserved_concurrency == null ? -1 : var.reserved_concurrency
  publish                        = true

  # Lambda takes snapshots of managed runtimes only; an image has a class cache instead.
  dynamic "snap_start" {
    for_each = local.from_image ? [] : ["PublishedVersions"]

    content {
      apply_on = snap_start.value
    }
  }

  # Lambda sets AWS_REGION itself. An empty variable makes the function fail at startup, so an unset value is omitted.
  environment {
    variables = { for name, value in {
      DYNAMODB_TABLE_NAME  = local.table_name
      ENVIRONMENT          = var.environment
      LOG_LEVEL            = var.log_level
      CORS_ALLOW_ORIGIN    = var.cors_allow_origin
      REQUIRED_GROUP       = var.required_group
      REQUIRED_SCOPE       = var.required_scope
      REQUIRE_IF_MATCH     = var.require_if_match ? "true" : null
      PRIMING_REQUESTS     = var.priming_requests
      PRIMING_LIMIT_MILLIS = var.priming_limit_millis
      JAVA_TOOL_OPTIONS    = local.from_image ? null : var.java_tool_options
    } : name => value if value != null }
  }

  tracing_config {
    mode = "Active"
  }

  # Text keeps the output of the function unchanged: one JSON object per line, with metrics. Lambda's format JSON wraps each
  # line in another object, in which CloudWatch finds neither the fields of the queries nor the metrics.
  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.function.name
  }

  lifecycle {
    precondition {
      condition     = local.from_image ? true : fileexists(var.zip_path)
      error_message = "No zip found at ${var.zip_path}. Build it with ./mvnw package in the root of the repository, or set image_uri."
    }
  }

  # Lambda reads the role when it creates the function, and starts the function at once for the snapshot.
  depends_on = [aws_iam_role_policy.function]
}

# API Gateway calls this alias. A rollback moves the alias and takes effect at once: older versions keep the code, the
# variables and the snapshot that they were published with.
resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that the API calls."
  function_name    = aws_lambda_function.update_order.function_name
  function_version = coalesce(var.live_version, aws_lambda_function.update_order.version)
}

# Only for the alias, and only for this PUT on this stage. API Gateway writes * for the order id.
resource "aws_lambda_permission" "api" {
  statement_id  = "AllowPutFromApiGateway"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.update_order.function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.orders.execution_arn}/${var.environment}/PUT/v1.0/orders/*"
}

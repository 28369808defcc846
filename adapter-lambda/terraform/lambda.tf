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
  # API Gateway gives up at 29 s, and the handler answers within 20.
  timeout                        = 30
  reserved_concurrent_executions = var.reserved_concurrency == null ? -1 : var.reserved_concurrency
  publish                        = true

  # Lambda takes snapshots of a managed runtime only: an image starts with a class cache of its own instead.
  dynamic "snap_start" {
    for_each = local.from_image ? [] : ["PublishedVersions"]

    content {
      apply_on = snap_start.value
    }
  }

  # AWS_REGION is Lambda's own and cannot be set. A variable that is set to nothing stops the function, so what is not
  # wanted is left out.
  environment {
    variables = { for name, value in {
      DYNAMODB_TABLE_NAME = local.table_name
      ENVIRONMENT         = var.environment
      LOG_LEVEL           = var.log_level
      CORS_ALLOW_ORIGIN   = var.cors_allow_origin
      REQUIRED_GROUP      = var.required_group
      REQUIRED_SCOPE      = var.required_scope
      JAVA_TOOL_OPTIONS   = local.from_image ? null : var.java_tool_options
    } : name => value if value != null }
  }

  tracing_config {
    mode = "Active"
  }

  # Text hands on what the function prints, which is one JSON object a line already, metrics included. Lambda's own
  # format JSON would wrap each line into another object, where neither the queries nor the metrics would be found.
  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.function.name
  }

  lifecycle {
    precondition {
      condition     = local.from_image ? true : fileexists(var.zip_path)
      error_message = "There is no zip at ${var.zip_path}: build it with ./mvnw package in the repository's root, or give an image_uri."
    }
  }

  # Lambda reads the role when it makes the function, and starts it at once, for the snapshot.
  depends_on = [aws_iam_role_policy.function]
}

# What API Gateway calls. To roll back is to move this alias, which takes effect at once: the older versions are still
# there, with the code, the variables and the snapshot that they were published with.
resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that the API calls."
  function_name    = aws_lambda_function.update_order.function_name
  function_version = coalesce(var.live_version, aws_lambda_function.update_order.version)
}

# For the alias alone, and for nothing of the API but this PUT on this stage. API Gateway writes * for the order's id.
resource "aws_lambda_permission" "api" {
  statement_id  = "AllowPutFromApiGateway"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.update_order.function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.orders.execution_arn}/${var.environment}/PUT/v1.0/orders/*"
}

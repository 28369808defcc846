locals {
  from_image = var.image_uri != null
  # A file of this machine, which Terraform hashes. Otherwise nothing outside the variables decides what is deployed.
  from_file = var.image_uri == null && var.artifact == null

  # Lambda cannot change the package type of a function, and replacing it would take the API down. So the functions of an
  # image have other names: the new ones exist before the API is moved, and the old ones are deleted after it (decision 29).
  package_suffix = local.from_image ? "-image" : ""

  cors_allow_origin = coalesce(var.cors_allow_origin, "*")
  release           = coalesce(var.release, "unreleased")
}

resource "aws_lambda_function" "update_order" {
  function_name = "${local.name}${local.package_suffix}"
  description   = "PUT /v1.0/orders/{orderId}: changes the status and the payment details of an order. Release ${local.release}."
  role          = aws_iam_role.function.arn

  package_type      = local.from_image ? "Image" : "Zip"
  image_uri         = var.image_uri
  s3_bucket         = try(var.artifact.bucket, null)
  s3_key            = try(var.artifact.key, null)
  s3_object_version = try(var.artifact.version, null)
  filename          = local.from_file ? var.zip_path : null
  source_code_hash  = local.from_file ? filebase64sha256(var.zip_path) : null
  runtime           = local.from_image ? null : var.runtime
  handler           = local.from_image ? null : "com.bbws.orders.lambda.UpdateOrderHandler"

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
      RELEASE              = var.release
      LOG_LEVEL            = var.log_level
      CORS_ALLOW_ORIGIN    = local.cors_allow_origin
      REQUIRED_GROUP       = var.required_group
      REQUIRED_SCOPE       = var.required_scope
      REQUIRE_IF_MATCH     = var.require_if_match ? "true" : null
      PRIMING_REQUESTS     = var.priming_requests
      PRIMING_LIMIT_MILLIS = var.priming_limit_millis
      JAVA_TOOL_OPTIONS    = local.from_image ? null : var.java_tool_options
    } : name => value if value != null }
  }

  tags = { Release = local.release }

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
    create_before_destroy = true

    precondition {
      condition     = local.from_file ? fileexists(var.zip_path) : true
      error_message = "No zip found at ${var.zip_path}. Build it with ./mvnw package in the root of the repository, or set artifact or image_uri."
    }
  }

  # Lambda reads the role when it creates the function, and starts the function at once for the snapshot.
  depends_on = [aws_iam_role_policy.function]
}

# API Gateway calls this alias. Terraform creates it, and adapter-lambda/ops moves it: a release gives the new version a part
# of the requests first, and a rollback is not an apply. So Terraform ignores where it points to (decision 28).
resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that the API calls."
  function_name    = aws_lambda_function.update_order.function_name
  function_version = aws_lambda_function.update_order.version

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [function_version, routing_config]
  }
}

# Only for the alias, and only for this PUT on this stage. API Gateway writes * for the order id.
resource "aws_lambda_permission" "api" {
  statement_id  = "AllowPutFromApiGateway"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.update_order.function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.orders.execution_arn}/${var.environment}/PUT/v1.0/orders/*"

  lifecycle {
    create_before_destroy = true
  }
}

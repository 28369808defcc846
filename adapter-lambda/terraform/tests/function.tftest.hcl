# The function, its versions, its variables and its role.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  environment   = "dev"
  user_pool_arn = "arn:aws:cognito-idp:af-south-1:123456789012:userpool/af-south-1_Pool"
  zip_path      = "tests/placeholder.zip"
}

run "runs_the_zip" {
  assert {
    condition     = aws_lambda_function.update_order.function_name == "update_order-dev"
    error_message = "The name of the function must be the one in the contract."
  }

  assert {
    condition = (
      aws_lambda_function.update_order.package_type == "Zip"
      && aws_lambda_function.update_order.filename == "tests/placeholder.zip"
      && aws_lambda_function.update_order.source_code_hash == filebase64sha256("tests/placeholder.zip")
      && aws_lambda_function.update_order.image_uri == null
    )
    error_message = "The zip must be deployed, and deployed again when its content changes."
  }

  assert {
    condition = (
      aws_lambda_function.update_order.handler == "com.bbws.orders.lambda.UpdateOrderHandler"
      && aws_lambda_function.update_order.runtime == "java21"
      && aws_lambda_function.update_order.architectures == tolist(["arm64"])
      && aws_lambda_function.update_order.memory_size == 512
      && aws_lambda_function.update_order.timeout == 30
      && aws_lambda_function.update_order.reserved_concurrent_executions == -1
    )
    error_message = "Handler, runtime, architecture, memory, timeout or concurrency differs from the contract."
  }

  assert {
    condition     = one(aws_lambda_function.update_order.tracing_config).mode == "Active"
    error_message = "The function must have tracing."
  }

  assert {
    condition     = one(aws_lambda_function.update_order.snap_start).apply_on == "PublishedVersions" && aws_lambda_function.update_order.publish
    error_message = "SnapStart must apply to published versions, and a version must be published."
  }

  assert {
    condition     = aws_lambda_alias.live.name == "live" && aws_lambda_alias.live.function_version == "42" && aws_lambda_alias.live.function_name == "update_order-dev"
    error_message = "The alias live must point to the new version."
  }

  assert {
    condition     = output.live_version == "42" && output.published_version == "42"
    error_message = "The outputs must show which version the API calls."
  }

  assert {
    condition = (
      aws_lambda_permission.api.qualifier == "live"
      && aws_lambda_permission.api.action == "lambda:InvokeFunction"
      && aws_lambda_permission.api.principal == "apigateway.amazonaws.com"
      && aws_lambda_permission.api.source_arn == "arn:aws:execute-api:af-south-1:123456789012:anapi/dev/PUT/v1.0/orders/*"
    )
    error_message = "The permission must be for the alias and for the PUT of this API only."
  }

  assert {
    condition = one(aws_lambda_function.update_order.environment).variables == tomap({
      DYNAMODB_TABLE_NAME = "bbws-customer-portal-orders-dev"
      ENVIRONMENT         = "dev"
      LOG_LEVEL           = "INFO"
      CORS_ALLOW_ORIGIN   = "*"
      JAVA_TOOL_OPTIONS   = "-XX:+TieredCompilation -XX:TieredStopAtLevel=1 -Dsun.net.http.retryPost=false"
    })
    error_message = "An unset variable must be omitted: an empty one makes the function fail at startup."
  }

  assert {
    condition = jsondecode(aws_iam_role.function.assume_role_policy) == {
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
    }
    error_message = "Only Lambda may assume the role."
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.function.policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid      = "ReadAndUpdateOrders"
          Effect   = "Allow"
          Action   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
          Resource = ["arn:aws:dynamodb:af-south-1:123456789012:table/bbws-customer-portal-orders-dev"]
        },
        {
          Sid      = "WriteOwnLog"
          Effect   = "Allow"
          Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
          Resource = ["arn:aws:logs:af-south-1:123456789012:log-group:a-log-group:*"]
        },
        {
          Sid      = "SendTraces"
          Effect   = "Allow"
          Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
          Resource = ["*"]
        },
      ]
    }
    error_message = "The policy of the role must allow exactly these actions on exactly these resources."
  }

  assert {
    condition = (
      aws_cloudwatch_log_group.function.name == "/aws/lambda/update_order-dev"
      && aws_cloudwatch_log_group.function.retention_in_days == 30
      && aws_cloudwatch_log_group.function.kms_key_id == null
      && one(aws_lambda_function.update_order.logging_config).log_group == "/aws/lambda/update_order-dev"
    )
    error_message = "The function must log to the log group that is created here, which has a retention."
  }

  assert {
    condition     = one(aws_lambda_function.update_order.logging_config).log_format == "Text"
    error_message = "The log format must be Text: Lambda's JSON format would wrap each line, and the metrics would be lost."
  }

  assert {
    condition = local.tags == {
      Environment = "dev"
      Project     = "bbws-customer-portal"
      Component   = "order-lambda"
      ManagedBy   = "terraform"
    }
    error_message = "The tags must be the tags of the portal."
  }

  # A mocked provider sets no tags, so this test reads the provider block.
  assert {
    condition     = length(local.tags) > 0 && can(regex("(?s)provider \"aws\" \\{.*default_tags \\{\\s*tags = local\\.tags\\s*\\}", file("versions.tf")))
    error_message = "The provider must set the tags on all resources."
  }
}

run "runs_the_image_without_a_snapshot" {
  variables {
    release   = null
    image_uri = "123456789012.dkr.ecr.af-south-1.amazonaws.com/update-order@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    # With an image, a missing zip is not an error.
    zip_path = "tests/none.zip"
  }

  assert {
    condition = (
      aws_lambda_function.update_order.package_type == "Image"
      && aws_lambda_function.update_order.image_uri == var.image_uri
      && aws_lambda_function.update_order.filename == null
      && aws_lambda_function.update_order.runtime == null
      && aws_lambda_function.update_order.handler == null
    )
    error_message = "An image must have no runtime and no handler."
  }

  assert {
    condition     = length(aws_lambda_function.update_order.image_config) == 0
    error_message = "The function must use the handler that the image names."
  }

  assert {
    condition     = length(aws_lambda_function.update_order.snap_start) == 0
    error_message = "An image must have no SnapStart: Lambda rejects it."
  }

  assert {
    condition     = !contains(keys(one(aws_lambda_function.update_order.environment).variables), "JAVA_TOOL_OPTIONS")
    error_message = "An image must not get JAVA_TOOL_OPTIONS."
  }

  assert {
    condition     = aws_lambda_function.update_order.publish && aws_lambda_alias.live.function_version == "42"
    error_message = "An image must be published and called through the alias too."
  }

  # The functions of the run before ran a zip.
  assert {
    condition = (
      aws_lambda_function.update_order.function_name == "update_order-dev-image"
      && aws_lambda_function.record_order_history.function_name == "record_order_history-dev-image"
      && aws_lambda_alias.live.function_name == "update_order-dev-image"
      && aws_lambda_permission.api.function_name == "update_order-dev-image"
      && aws_lambda_permission.api.qualifier == "live"
      && aws_lambda_event_source_mapping.history.function_name == "record_order_history-dev-image"
      && output.function_name == "update_order-dev-image"
    )
    error_message = "An image must have separate functions, and the alias, the permission and the mapping must belong to them."
  }

  assert {
    condition = (
      aws_cloudwatch_log_group.function.name == "/aws/lambda/update_order-dev"
      && one(aws_lambda_function.update_order.logging_config).log_group == "/aws/lambda/update_order-dev"
      && aws_iam_role.function.name == "update_order-dev-af-south-1"
    )
    error_message = "The log and the role must stay."
  }
}

# The runs of a file share their state, so this one updates the function of the run before it.
run "publishes_a_version_for_each_release_and_leaves_the_alias_to_the_script" {
  variables {
    release = "1.4.0"
  }

  override_resource {
    target = aws_lambda_function.update_order
    values = { version = "43" }
  }

  assert {
    condition = (
      strcontains(aws_lambda_function.update_order.description, "Release 1.4.0.")
      && strcontains(aws_lambda_function.record_order_history.description, "Release 1.4.0.")
      && aws_lambda_function.update_order.tags == tomap({ Release = "1.4.0" })
      && aws_lambda_function.record_order_history.tags == tomap({ Release = "1.4.0" })
      && one(aws_lambda_function.update_order.environment).variables.RELEASE == "1.4.0"
      && one(aws_lambda_function.record_order_history.environment).variables.RELEASE == "1.4.0"
      && output.release == "1.4.0"
    )
    error_message = "The release must be in the description, the tags, the variables and the outputs, so that it changes the function."
  }

  # A mocked provider does not publish, so the alias would not move here anyway: this test reads the file.
  assert {
    condition = (
      aws_lambda_alias.live.function_version == "42"
      && can(regex("(?s)resource \"aws_lambda_alias\" \"live\" \\{[^}]*lifecycle \\{[^}]*ignore_changes *= \\[function_version, routing_config\\]", file("lambda.tf")))
    )
    error_message = "An apply must move no traffic, and must not undo a rollback or a canary."
  }
}

run "runs_the_published_object" {
  variables {
    # With an artifact, a missing zip is not an error.
    zip_path = "tests/none.zip"
    artifact = { bucket = "bbws-artifacts", key = "order-service/update-order-lambda.zip", version = "3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY" }
  }

  assert {
    condition = alltrue([
      for function in [aws_lambda_function.update_order, aws_lambda_function.record_order_history] :
      function.package_type == "Zip"
      && function.s3_bucket == "bbws-artifacts"
      && function.s3_key == "order-service/update-order-lambda.zip"
      && function.s3_object_version == "3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY"
      && function.filename == null
      && function.runtime == "java21"
    ])
    error_message = "Both functions must run this version of the object, and no file of this machine may matter."
  }
}

run "applies_the_optional_variables" {
  variables {
    throttling_rate_limit    = 10
    permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary"
    tags                     = { CostCentre = "4711" }
    required_group           = "order-writers"
    required_scope           = "orders/write"
    require_if_match         = true
    priming_requests         = 0
    priming_limit_millis     = 2500
    cors_allow_origin        = "https://portal.example.com"
    log_level                = "WARN"
    java_tool_options        = null
    reserved_concurrency     = 0
    table_kms_key_arn        = "arn:aws:kms:af-south-1:123456789012:key/0a1b2c3d-0000-0000-0000-000000000000"
    log_kms_key_arn          = "arn:aws:kms:af-south-1:123456789012:key/0a1b2c3d-0000-0000-0000-000000000000"
    log_retention_days       = 90
  }

  assert {
    condition = one(aws_lambda_function.update_order.environment).variables == tomap({
      DYNAMODB_TABLE_NAME  = "bbws-customer-portal-orders-dev"
      ENVIRONMENT          = "dev"
      LOG_LEVEL            = "WARN"
      CORS_ALLOW_ORIGIN    = "https://portal.example.com"
      REQUIRED_GROUP       = "order-writers"
      REQUIRED_SCOPE       = "orders/write"
      REQUIRE_IF_MATCH     = "true"
      PRIMING_REQUESTS     = "0"
      PRIMING_LIMIT_MILLIS = "2500"
    })
    error_message = "The function must have the group, the scope, the origin, the log level, the requirement of If-Match and the priming."
  }

  assert {
    condition     = aws_lambda_function.update_order.reserved_concurrent_executions == 0
    error_message = "A reserved concurrency of 0 must be passed on: it stops the function."
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.function.policy).Statement) == 4
    error_message = "The policy must have one more statement for the key."
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.function.policy).Statement[3] == {
      Sid       = "DecryptTable"
      Effect    = "Allow"
      Action    = ["kms:Decrypt"]
      Resource  = ["arn:aws:kms:af-south-1:123456789012:key/0a1b2c3d-0000-0000-0000-000000000000"]
      Condition = { StringEquals = { "kms:ViaService" = "dynamodb.af-south-1.amazonaws.com" } }
    }
    error_message = "The key must be usable for decryption only, and through DynamoDB only."
  }

  assert {
    condition = alltrue([
      for group in [aws_cloudwatch_log_group.function, aws_cloudwatch_log_group.history, aws_cloudwatch_log_group.api] :
      group.kms_key_id == var.log_kms_key_arn && group.retention_in_days == 90
    ])
    error_message = "Every log group must have the key and the retention."
  }

  assert {
    condition     = alltrue([for role in [aws_iam_role.function, aws_iam_role.history] : role.permissions_boundary == "arn:aws:iam::123456789012:policy/boundary"])
    error_message = "Every role must have the permissions boundary."
  }

  assert {
    condition     = local.tags.CostCentre == "4711" && local.tags.Environment == "dev"
    error_message = "The tags that are set must be added."
  }
}

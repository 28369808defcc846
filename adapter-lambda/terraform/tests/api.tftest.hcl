# The API that is made of the OpenAPI file, and what its stage adds.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  environment   = "dev"
  user_pool_arn = "arn:aws:cognito-idp:af-south-1:123456789012:userpool/af-south-1_Pool"
  zip_path      = "tests/stand-in.zip"
}

run "is_the_openapi_file" {
  assert {
    condition = (
      aws_api_gateway_rest_api.orders.name == "orders-dev"
      && aws_api_gateway_rest_api.orders.put_rest_api_mode == "overwrite"
      && one(aws_api_gateway_rest_api.orders.endpoint_configuration).types == tolist(["REGIONAL"])
    )
    error_message = "The API must be regional, and the file its whole truth."
  }

  assert {
    condition     = length(regexall("\\$\\{|%\\{", aws_api_gateway_rest_api.orders.body)) == 0
    error_message = "A placeholder of the OpenAPI file is left."
  }

  assert {
    condition     = keys(jsondecode(aws_api_gateway_rest_api.orders.body).paths) == ["/v1.0/orders/{orderId}"]
    error_message = "The file must describe the one path that the function's permission is for."
  }

  assert {
    condition = (
      jsondecode(aws_api_gateway_rest_api.orders.body).paths["/v1.0/orders/{orderId}"].put["x-amazon-apigateway-integration"].type == "aws_proxy"
      && jsondecode(aws_api_gateway_rest_api.orders.body).paths["/v1.0/orders/{orderId}"].put["x-amazon-apigateway-integration"].uri == aws_lambda_alias.live.invoke_arn
    )
    error_message = "The PUT must be handed to the alias as it is."
  }

  assert {
    condition = (
      jsondecode(aws_api_gateway_rest_api.orders.body)["x-amazon-apigateway-request-validators"][
        jsondecode(aws_api_gateway_rest_api.orders.body).paths["/v1.0/orders/{orderId}"].put["x-amazon-apigateway-request-validator"]
      ] == { validateRequestBody = false, validateRequestParameters = true }
    )
    error_message = "API Gateway's check of bodies would pre-empt the handler's messages."
  }

  assert {
    condition = (
      jsondecode(aws_api_gateway_rest_api.orders.body).components.securitySchemes.cognito["x-amazon-apigateway-authorizer"]
      == { type = "cognito_user_pools", providerARNs = ["arn:aws:cognito-idp:af-south-1:123456789012:userpool/af-south-1_Pool"] }
    )
    error_message = "The authorizer must be the portal's user pool."
  }

  assert {
    condition     = jsondecode(aws_api_gateway_rest_api.orders.body).paths["/v1.0/orders/{orderId}"].put.security == [{ cognito = [] }]
    error_message = "The PUT must need a token; without scopes it is an ID token."
  }

  assert {
    condition     = aws_api_gateway_deployment.orders.triggers.body == sha256(aws_api_gateway_rest_api.orders.body)
    error_message = "A change of the API must be deployed."
  }

  assert {
    condition     = aws_api_gateway_stage.orders.stage_name == "dev" && aws_api_gateway_stage.orders.xray_tracing_enabled
    error_message = "The stage must be the environment's, and traced."
  }

  assert {
    condition     = aws_api_gateway_method_settings.all.method_path == "*/*" && aws_api_gateway_method_settings.all.stage_name == "dev"
    error_message = "The settings must be for all of the stage."
  }

  assert {
    condition = (
      one(aws_api_gateway_method_settings.all.settings).throttling_rate_limit == 20
      && one(aws_api_gateway_method_settings.all.settings).throttling_burst_limit == 40
      && one(aws_api_gateway_method_settings.all.settings).metrics_enabled
      && !one(aws_api_gateway_method_settings.all.settings).data_trace_enabled
      && one(aws_api_gateway_method_settings.all.settings).logging_level == "OFF"
    )
    error_message = "The stage must be throttled and measured, and must log no bodies and tokens."
  }

  assert {
    condition = (
      one(aws_api_gateway_stage.orders.access_log_settings).destination_arn == aws_cloudwatch_log_group.api.arn
      && aws_cloudwatch_log_group.api.name == "/aws/apigateway/update_order-dev"
      && aws_cloudwatch_log_group.api.retention_in_days == 30
    )
    error_message = "The access log must go to the group that is made here."
  }

  # By name, so that whoever adds a field has to think about it here.
  assert {
    condition = toset(values(jsondecode(one(aws_api_gateway_stage.orders.access_log_settings).format))) == toset([
      "$context.requestTime", "$context.requestId", "$context.extendedRequestId", "$context.xrayTraceId",
      "$context.httpMethod", "$context.resourcePath", "$context.stage", "$context.status", "$context.error.responseType",
      "$context.responseLength", "$context.responseLatency", "$context.integration.latency",
      "$context.integration.integrationStatus", "$context.integration.status", "$context.integration.error",
      "$context.integration.requestId",
    ])
    error_message = "The access log must hold neither claims nor addresses, paths with ids or anything else that is new here."
  }

  assert {
    condition     = length(aws_api_gateway_account.this) == 0 && length(aws_iam_role.api_gateway_account) == 0
    error_message = "API Gateway's role is the whole account's, and not ours unless we are told so."
  }
}

run "does_what_else_it_is_told" {
  variables {
    required_scope                  = "orders/write"
    cors_allow_origin               = "https://portal.example.com"
    create_api_gateway_account_role = true
  }

  assert {
    condition     = jsondecode(aws_api_gateway_rest_api.orders.body).paths["/v1.0/orders/{orderId}"].put.security == [{ cognito = ["orders/write"] }]
    error_message = "An authorizer without scopes takes ID tokens alone, which have no scope: everybody would get 403."
  }

  assert {
    condition = (
      jsondecode(aws_api_gateway_rest_api.orders.body).paths["/v1.0/orders/{orderId}"].options["x-amazon-apigateway-integration"].responses.default.responseParameters["method.response.header.Access-Control-Allow-Origin"]
      == "'https://portal.example.com'"
    )
    error_message = "The preflight must name the origin that the function names."
  }

  assert {
    condition = alltrue([
      for answer in values(jsondecode(aws_api_gateway_rest_api.orders.body)["x-amazon-apigateway-gateway-responses"]) :
      answer.responseParameters["gatewayresponse.header.Access-Control-Allow-Origin"] == "'https://portal.example.com'"
    ])
    error_message = "API Gateway's own errors must name the origin that the function names."
  }

  assert {
    condition = (
      aws_api_gateway_account.this[0].cloudwatch_role_arn == aws_iam_role.api_gateway_account[0].arn
      && jsondecode(aws_iam_role.api_gateway_account[0].assume_role_policy).Statement[0].Principal == { Service = "apigateway.amazonaws.com" }
      && aws_iam_role_policy_attachment.api_gateway_account[0].policy_arn == "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
    )
    error_message = "API Gateway must get a role that may write logs."
  }
}

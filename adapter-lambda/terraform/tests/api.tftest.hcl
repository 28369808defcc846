# The API that is created from openapi.yaml, and its stage.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  environment   = "dev"
  user_pool_arn = "arn:aws:cognito-idp:af-south-1:123456789012:userpool/af-south-1_Pool"
  zip_path      = "tests/placeholder.zip"
}

run "creates_the_api_from_the_openapi_file" {
  assert {
    condition = (
      aws_api_gateway_rest_api.orders.name == "update_order-dev"
      && aws_api_gateway_rest_api.orders.disable_execute_api_endpoint == false
      && aws_api_gateway_rest_api.orders.put_rest_api_mode == "overwrite"
      && one(aws_api_gateway_rest_api.orders.endpoint_configuration).types == tolist(["REGIONAL"])
    )
    error_message = "The API must be regional, and the file must replace it completely."
  }

  assert {
    condition     = length(regexall("\\$\\{|%\\{", aws_api_gateway_rest_api.orders.body)) == 0
    error_message = "A placeholder in the OpenAPI file was not replaced."
  }

  assert {
    condition     = keys(jsondecode(aws_api_gateway_rest_api.orders.body).paths) == ["/v1.0/orders/{orderId}"]
    error_message = "The file must describe exactly the path for which the function has a permission."
  }

  assert {
    condition = (
      jsondecode(aws_api_gateway_rest_api.orders.body).paths["/v1.0/orders/{orderId}"].put["x-amazon-apigateway-integration"].type == "aws_proxy"
      && jsondecode(aws_api_gateway_rest_api.orders.body).paths["/v1.0/orders/{orderId}"].put["x-amazon-apigateway-integration"].uri == aws_lambda_alias.live.invoke_arn
    )
    error_message = "The PUT must be passed to the alias unchanged."
  }

  assert {
    condition = (
      jsondecode(aws_api_gateway_rest_api.orders.body)["x-amazon-apigateway-request-validators"][
        jsondecode(aws_api_gateway_rest_api.orders.body).paths["/v1.0/orders/{orderId}"].put["x-amazon-apigateway-request-validator"]
      ] == { validateRequestBody = false, validateRequestParameters = true }
    )
    error_message = "API Gateway must not validate bodies: the client would not receive the handler's messages."
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
    error_message = "The PUT must require a token; without scopes it is an ID token."
  }

  assert {
    condition = alltrue([
      for response in values(jsondecode(aws_api_gateway_rest_api.orders.body)["x-amazon-apigateway-gateway-responses"]) :
      response.responseParameters["gatewayresponse.header.x-request-id"] == "context.requestId"
      && response.responseParameters["gatewayresponse.header.Access-Control-Expose-Headers"] == "'ETag, Retry-After, x-request-id'"
    ])
    error_message = "A page must be able to read the request id of each error of API Gateway."
  }

  assert {
    condition     = !can(jsondecode(aws_api_gateway_rest_api.orders.body)["x-amazon-apigateway-gateway-responses"].DEFAULT_4XX.statusCode)
    error_message = "A status code of DEFAULT_4XX would replace the status codes of all types that are not listed."
  }

  assert {
    condition = (
      jsondecode(aws_api_gateway_rest_api.orders.body)["x-amazon-apigateway-gateway-responses"].THROTTLED.statusCode == 429
      && jsondecode(aws_api_gateway_rest_api.orders.body)["x-amazon-apigateway-gateway-responses"].THROTTLED.responseParameters["gatewayresponse.header.Retry-After"] == "'1'"
    )
    error_message = "A request above the limit of the stage must get a 429 that says when to try again."
  }

  assert {
    condition     = length(aws_api_gateway_domain_name.orders) == 0 && length(aws_wafv2_web_acl_association.api) == 0 && output.domain_target == null
    error_message = "A domain and a web ACL must be created only if they are set."
  }

  assert {
    condition     = output.api_url == "https://anapi.execute-api.af-south-1.amazonaws.com/dev"
    error_message = "Without a domain, the URL must be that of the stage."
  }

  assert {
    condition     = aws_api_gateway_deployment.orders.triggers.body == sha256(aws_api_gateway_rest_api.orders.body)
    error_message = "A change of the API must be deployed."
  }

  assert {
    condition     = aws_api_gateway_stage.orders.stage_name == "dev" && aws_api_gateway_stage.orders.xray_tracing_enabled
    error_message = "The stage must have the name of the environment and tracing."
  }

  assert {
    condition     = aws_api_gateway_method_settings.all.method_path == "*/*" && aws_api_gateway_method_settings.all.stage_name == "dev"
    error_message = "The settings must apply to the whole stage."
  }

  assert {
    condition = (
      one(aws_api_gateway_method_settings.all.settings).throttling_rate_limit == 10
      && one(aws_api_gateway_method_settings.all.settings).throttling_burst_limit == 5
      && one(aws_api_gateway_method_settings.all.settings).metrics_enabled
      && !one(aws_api_gateway_method_settings.all.settings).data_trace_enabled
      && one(aws_api_gateway_method_settings.all.settings).logging_level == "OFF"
    )
    error_message = "The stage must have throttling and metrics, and must not log bodies and tokens."
  }

  assert {
    condition = (
      one(aws_api_gateway_stage.orders.access_log_settings).destination_arn == aws_cloudwatch_log_group.api.arn
      && aws_cloudwatch_log_group.api.name == "/aws/apigateway/update_order-dev"
      && aws_cloudwatch_log_group.api.retention_in_days == 30
    )
    error_message = "The access log must go to the log group that is created here."
  }

  # An explicit list, so that a new field is a deliberate decision.
  assert {
    condition = toset(values(jsondecode(one(aws_api_gateway_stage.orders.access_log_settings).format))) == toset([
      "$context.requestTime", "$context.requestId", "$context.extendedRequestId", "$context.xrayTraceId",
      "$context.httpMethod", "$context.resourcePath", "$context.stage", "$context.status", "$context.error.responseType",
      "$context.responseLength", "$context.responseLatency", "$context.integration.latency",
      "$context.integration.integrationStatus", "$context.integration.status", "$context.integration.error",
      "$context.integration.requestId",
    ])
    error_message = "The access log must hold exactly these fields: no claims, no addresses, no paths with ids."
  }

  assert {
    condition     = length(aws_api_gateway_account.this) == 0 && length(aws_iam_role.api_gateway_account) == 0
    error_message = "The role of API Gateway belongs to the whole account and must not be created by default."
  }
}

run "applies_the_optional_variables" {
  variables {
    required_scope                  = "orders/write"
    cors_allow_origin               = "https://portal.example.com"
    create_api_gateway_account_role = true
    permissions_boundary_arn        = "arn:aws:iam::123456789012:policy/boundary"
    web_acl_arn                     = "arn:aws:wafv2:af-south-1:123456789012:regional/webacl/orders/0a1b2c3d-0000-0000-0000-000000000000"
    domain = {
      name            = "orders.example.com"
      certificate_arn = "arn:aws:acm:af-south-1:123456789012:certificate/0a1b2c3d-0000-0000-0000-000000000000"
      only            = true
    }
  }

  assert {
    condition = (
      aws_api_gateway_domain_name.orders["domain"].domain_name == "orders.example.com"
      && aws_api_gateway_domain_name.orders["domain"].security_policy == "TLS_1_2"
      && aws_api_gateway_domain_name.orders["domain"].regional_certificate_arn == var.domain.certificate_arn
      && one(aws_api_gateway_domain_name.orders["domain"].endpoint_configuration).types == tolist(["REGIONAL"])
      && aws_api_gateway_base_path_mapping.orders["domain"].api_id == "anapi"
      && aws_api_gateway_base_path_mapping.orders["domain"].stage_name == "dev"
      && aws_api_gateway_base_path_mapping.orders["domain"].base_path == null
      && aws_api_gateway_rest_api.orders.disable_execute_api_endpoint
      && output.api_url == "https://orders.example.com"
      && output.domain_target == { name = "d-0a1b2c3d4e.execute-api.af-south-1.amazonaws.com", zone_id = "Z2DHW2332DAMTN" }
    )
    error_message = "The domain must lead to the stage, with TLS 1.2 at least, and be the only URL if that is set."
  }

  assert {
    condition = (
      aws_wafv2_web_acl_association.api[0].web_acl_arn == var.web_acl_arn
      && aws_wafv2_web_acl_association.api[0].resource_arn == "arn:aws:apigateway:af-south-1::/restapis/anapi/stages/dev"
    )
    error_message = "The web ACL must protect the stage."
  }

  assert {
    condition     = jsondecode(aws_api_gateway_rest_api.orders.body).paths["/v1.0/orders/{orderId}"].put.security == [{ cognito = ["orders/write"] }]
    error_message = "The method must require the scope: otherwise the authorizer accepts ID tokens only, which have no scope, and every response is 403."
  }

  assert {
    condition = (
      jsondecode(aws_api_gateway_rest_api.orders.body).paths["/v1.0/orders/{orderId}"].options["x-amazon-apigateway-integration"].responses.default.responseParameters["method.response.header.Access-Control-Allow-Origin"]
      == "'https://portal.example.com'"
    )
    error_message = "The preflight must return the same origin as the function."
  }

  assert {
    condition = alltrue([
      for response in values(jsondecode(aws_api_gateway_rest_api.orders.body)["x-amazon-apigateway-gateway-responses"]) :
      response.responseParameters["gatewayresponse.header.Access-Control-Allow-Origin"] == "'https://portal.example.com'"
    ])
    error_message = "The errors of API Gateway must return the same origin as the function."
  }

  assert {
    condition = (
      aws_api_gateway_account.this[0].cloudwatch_role_arn == aws_iam_role.api_gateway_account[0].arn
      && jsondecode(aws_iam_role.api_gateway_account[0].assume_role_policy).Statement[0].Principal == { Service = "apigateway.amazonaws.com" }
      && aws_iam_role.api_gateway_account[0].permissions_boundary == "arn:aws:iam::123456789012:policy/boundary"
      && aws_iam_role_policy_attachment.api_gateway_account[0].policy_arn == "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
    )
    error_message = "API Gateway must have a role that may write logs."
  }
}

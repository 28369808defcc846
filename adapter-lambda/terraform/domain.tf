# The custom domain. The record in the DNS belongs to the zone of the portal: the outputs have its target.

locals {
  domain  = var.domain == null ? {} : { domain = var.domain }
  api_url = var.domain == null ? aws_api_gateway_stage.orders.invoke_url : "https://${var.domain.name}"
}

resource "aws_api_gateway_domain_name" "orders" {
  for_each = local.domain

  domain_name              = each.value.name
  regional_certificate_arn = each.value.certificate_arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_base_path_mapping" "orders" {
  for_each = local.domain

  domain_name = aws_api_gateway_domain_name.orders[each.key].domain_name
  api_id      = aws_api_gateway_rest_api.orders.id
  stage_name  = aws_api_gateway_stage.orders.stage_name
}

# For all URLs of the stage.
resource "aws_wafv2_web_acl_association" "api" {
  count = var.web_acl_arn == null ? 0 : 1

  resource_arn = aws_api_gateway_stage.orders.arn
  web_acl_arn  = var.web_acl_arn
}

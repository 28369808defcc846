# A mocked account. Values whose form the provider validates, or that a test expects in a policy, are set here; Terraform
# generates the others.

mock_data "aws_caller_identity" {
  defaults = {
    account_id = "123456789012"
  }
}

mock_data "aws_partition" {
  defaults = {
    partition = "aws"
  }
}

# The table of the other repository, for every name.
mock_data "aws_dynamodb_table" {
  defaults = {
    stream_arn       = "arn:aws:dynamodb:af-south-1:123456789012:table/a-table-looked-up/stream/2026-01-05T09:00:00.000"
    stream_view_type = "NEW_AND_OLD_IMAGES"
  }
}

mock_resource "aws_iam_role" {
  defaults = {
    arn = "arn:aws:iam::123456789012:role/a-role"
    id  = "a-role"
  }
}

mock_resource "aws_lambda_function" {
  defaults = {
    arn     = "arn:aws:lambda:af-south-1:123456789012:function:a-function"
    version = "42"
  }
}

mock_resource "aws_lambda_alias" {
  defaults = {
    arn        = "arn:aws:lambda:af-south-1:123456789012:function:a-function:live"
    invoke_arn = "arn:aws:apigateway:af-south-1:lambda:path/2015-03-31/functions/arn:aws:lambda:af-south-1:123456789012:function:a-function:live/invocations"
  }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = {
    arn = "arn:aws:logs:af-south-1:123456789012:log-group:a-log-group"
  }
}

mock_resource "aws_dynamodb_table" {
  defaults = {
    arn        = "arn:aws:dynamodb:af-south-1:123456789012:table/a-table-created-here"
    stream_arn = "arn:aws:dynamodb:af-south-1:123456789012:table/a-table-created-here/stream/2026-11-23T09:00:00.000"
  }
}

mock_resource "aws_sqs_queue" {
  defaults = {
    arn = "arn:aws:sqs:af-south-1:123456789012:a-queue"
    id  = "https://sqs.af-south-1.amazonaws.com/123456789012/a-queue"
    url = "https://sqs.af-south-1.amazonaws.com/123456789012/a-queue"
  }
}

mock_resource "aws_sns_topic" {
  defaults = {
    arn = "arn:aws:sns:af-south-1:123456789012:a-topic"
  }
}

mock_resource "aws_api_gateway_rest_api" {
  defaults = {
    id            = "anapi"
    execution_arn = "arn:aws:execute-api:af-south-1:123456789012:anapi"
  }
}

mock_resource "aws_api_gateway_stage" {
  defaults = {
    arn        = "arn:aws:apigateway:af-south-1::/restapis/anapi/stages/dev"
    invoke_url = "https://anapi.execute-api.af-south-1.amazonaws.com/dev"
  }
}

mock_resource "aws_cloudwatch_metric_alarm" {
  defaults = {
    arn = "arn:aws:cloudwatch:af-south-1:123456789012:alarm:an-alarm"
  }
}

mock_resource "aws_cloudwatch_composite_alarm" {
  defaults = {
    arn = "arn:aws:cloudwatch:af-south-1:123456789012:alarm:a-composite-alarm"
  }
}

mock_resource "aws_lambda_event_source_mapping" {
  defaults = {
    uuid = "0a1b2c3d-1111-2222-3333-444455556666"
  }
}

mock_data "aws_cognito_user_pool_client" {
  defaults = {
    client_secret = "a-secret"
  }
}

mock_resource "aws_cloudwatch_event_connection" {
  defaults = {
    arn = "arn:aws:events:af-south-1:123456789012:connection/a-connection/0a1b2c3d-0000-0000-0000-000000000000"
  }
}

mock_resource "aws_cloudwatch_event_api_destination" {
  defaults = {
    arn = "arn:aws:events:af-south-1:123456789012:api-destination/a-destination/0a1b2c3d-0000-0000-0000-000000000000"
  }
}

mock_resource "aws_api_gateway_domain_name" {
  defaults = {
    regional_domain_name = "d-0a1b2c3d4e.execute-api.af-south-1.amazonaws.com"
    regional_zone_id     = "Z2DHW2332DAMTN"
  }
}

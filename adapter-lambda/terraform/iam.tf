# Policies are written as JSON here, not as data sources, so that the tests see what is sent to AWS.

locals {
  assumed_by_lambda = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })

  send_traces = {
    Sid    = "SendTraces"
    Effect = "Allow"
    Action = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
    # X-Ray has no resource-level permissions for these.
    Resource = ["*"]
  }

  # One statement if the table has a customer-managed key, otherwise none.
  decrypt_table = [for key in compact([var.table_kms_key_arn]) : {
    Sid       = "DecryptTable"
    Effect    = "Allow"
    Action    = ["kms:Decrypt"]
    Resource  = [key]
    Condition = { StringEquals = { "kms:ViaService" = "dynamodb.${var.region}.amazonaws.com" } }
  }]
}

# IAM is global: the region in the name of a role lets a second region have the same service.
resource "aws_iam_role" "function" {
  name                 = "${local.name}-${var.region}"
  description          = "Permissions of the function of the order service."
  assume_role_policy   = local.assumed_by_lambda
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_role_policy" "function" {
  name = local.name
  role = aws_iam_role.function.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        Sid    = "ReadAndUpdateOrders"
        Effect = "Allow"
        # The function calls nothing else: it never creates, deletes, lists or scans, and reads no index.
        Action   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
        Resource = [local.table_arn]
      },
      {
        Sid    = "WriteOwnLog"
        Effect = "Allow"
        # Not CreateLogGroup: the group is created in logs.tf, with its retention.
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${aws_cloudwatch_log_group.function.arn}:*"]
      },
      local.send_traces,
    ], local.decrypt_table)
  })
}

resource "aws_iam_role" "history" {
  name                 = "${local.history_name}-${var.region}"
  description          = "Permissions of the function that records the history of orders."
  assume_role_policy   = local.assumed_by_lambda
  permissions_boundary = var.permissions_boundary_arn
}

# No other role may publish: events.tf.
locals {
  publish_events = [for topic in aws_sns_topic.order_events : {
    Sid      = "PublishEvents"
    Effect   = "Allow"
    Action   = ["sns:Publish"]
    Resource = [topic.arn]
  }]

  # SNS requires both permissions of a publisher if the topic has a customer-managed key.
  encrypt_events = [for key in compact([var.publish_events ? var.events_kms_key_arn : null]) : {
    Sid       = "EncryptEvents"
    Effect    = "Allow"
    Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
    Resource  = [key]
    Condition = { StringEquals = { "kms:ViaService" = "sns.${var.region}.amazonaws.com" } }
  }]

  # The same for a queue.
  encrypt_queue = [for key in compact([var.queue_kms_key_arn]) : {
    Sid       = "EncryptGivenUp"
    Effect    = "Allow"
    Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
    Resource  = [key]
    Condition = { StringEquals = { "kms:ViaService" = "sqs.${var.region}.amazonaws.com" } }
  }]
}

resource "aws_iam_role_policy" "history" {
  name = local.history_name
  role = aws_iam_role.history.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        Sid      = "ReadStream"
        Effect   = "Allow"
        Action   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
        Resource = [local.table_stream_arn]
      },
      {
        Sid    = "ListStreams"
        Effect = "Allow"
        Action = ["dynamodb:ListStreams"]
        # DynamoDB has no resource-level permissions for this.
        Resource = ["*"]
      },
      {
        Sid    = "AppendToHistory"
        Effect = "Allow"
        # No update and no deletion, and only the partitions of the history, never an order. Each PutItem of the function has
        # the condition that the item does not exist. The Query finds an update id that was recorded before.
        Action   = ["dynamodb:PutItem", "dynamodb:Query"]
        Resource = [local.table_arn]
        Condition = {
          "ForAllValues:StringLike" = { "dynamodb:LeadingKeys" = ["HISTORY#*"] }
          # ForAllValues is also true if there are no values.
          Null = { "dynamodb:LeadingKeys" = "false" }
        }
      },
      {
        # Lambda does this with the role of the function.
        Sid      = "ReportGivenUp"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage"]
        Resource = [aws_sqs_queue.history_failed.arn]
      },
      {
        Sid      = "WriteOwnLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${aws_cloudwatch_log_group.history.arn}:*"]
      },
      local.send_traces,
    ], local.decrypt_table, local.publish_events, local.encrypt_events, local.encrypt_queue)
  })
}

# API Gateway writes access logs with one role for the whole account and region.
resource "aws_iam_role" "api_gateway_account" {
  count = var.create_api_gateway_account_role ? 1 : 0

  name        = "api-gateway-logs-${var.region}"
  description = "Lets API Gateway write logs, for every API of the account in this region."

  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "apigateway.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "api_gateway_account" {
  count = var.create_api_gateway_account_role ? 1 : 0

  role       = aws_iam_role.api_gateway_account[0].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}

resource "aws_api_gateway_account" "this" {
  count = var.create_api_gateway_account_role ? 1 : 0

  cloudwatch_role_arn = aws_iam_role.api_gateway_account[0].arn

  depends_on = [aws_iam_role_policy_attachment.api_gateway_account]
}

# The topic on which other services receive the events of orders (docs/contract.md, 7). It belongs to this service. The portal
# has another topic with ORDER_CREATED, whose subscribers do not filter: an event of this service there would create an invoice
# or send an e-mail.

locals {
  events_topic_arn = one(aws_sns_topic.order_events[*].arn)
}

resource "aws_sns_topic" "order_events" {
  count = var.publish_events ? 1 : 0

  name = local.events_name
  # A subscriber that verifies signatures gets SHA-256.
  signature_version = 2
  # The key that AWS manages for SNS costs nothing, and every principal of the account may use it through SNS.
  kms_master_key_id = coalesce(var.events_kms_key_arn, "alias/aws/sns")
}

# It replaces the default policy, which would let each principal of the account publish whose own policy allows sns:Publish. To
# subscribe, a principal of the account needs only its own policy.
resource "aws_sns_topic_policy" "order_events" {
  count = var.publish_events ? 1 : 0

  arn = aws_sns_topic.order_events[0].arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "RecorderPublishes"
        Effect    = "Allow"
        Principal = { AWS = aws_iam_role.history.arn }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.order_events[0].arn
      },
      {
        Sid       = "NoOtherPublishes"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.order_events[0].arn
        Condition = { ArnNotEquals = { "aws:PrincipalArn" = aws_iam_role.history.arn } }
      },
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        # SNS rejects sns:* in the policy of a topic.
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.order_events[0].arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

# An example of a subscription, to copy into the repository of the service that listens: one queue for each service, a filter so
# that it gets only the messages that it uses, and a second queue for messages that it cannot process.
locals {
  example_queues = var.publish_events && var.create_example_subscription ? {
    messages    = "${local.events_name}-example"
    dead_letter = "${local.events_name}-example-failed"
  } : {}
}

resource "aws_sqs_queue" "example" {
  for_each = local.example_queues

  name                      = each.value
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  # Six times the timeout of a function that reads the queue.
  visibility_timeout_seconds = 180
}

resource "aws_sqs_queue_redrive_policy" "example" {
  count = length(local.example_queues) > 0 ? 1 : 0

  queue_url = aws_sqs_queue.example["messages"].id

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.example["dead_letter"].arn
    maxReceiveCount     = 5
  })
}

# SNS also writes to the second queue: messages that it cannot deliver to the first.
resource "aws_sqs_queue_policy" "example" {
  for_each = local.example_queues

  queue_url = aws_sqs_queue.example[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OrderEvents"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.example[each.key].arn
        Condition = { ArnEquals = { "aws:SourceArn" = local.events_topic_arn } }
      },
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.example[each.key].arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "example" {
  count = length(local.example_queues) > 0 ? 1 : 0

  topic_arn = local.events_topic_arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.example["messages"].arn
  # The body of the queue's message is the event itself, not an envelope of SNS around it.
  raw_message_delivery = true

  filter_policy_scope = "MessageAttributes"
  filter_policy       = jsonencode({ toStatus = ["paid", "cancelled", "refunded"] })

  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.example["dead_letter"].arn })

  # Otherwise SNS cannot deliver the first messages.
  depends_on = [aws_sqs_queue_policy.example]
}

# The events of orders: the topic, who may publish, the example subscription, alarms and graphs.

mock_provider "aws" {
  source = "./tests/aws"
}

# Different from the values of the other function and of the history's queue, which come from the mock.
override_resource {
  target = aws_iam_role.history
  values = {
    arn = "arn:aws:iam::123456789012:role/the-history-s-role"
    id  = "the-history-s-role"
  }
}

override_resource {
  target = aws_sqs_queue.example["messages"]
  values = {
    arn = "arn:aws:sqs:af-south-1:123456789012:the-example"
    id  = "https://sqs.af-south-1.amazonaws.com/123456789012/the-example"
    url = "https://sqs.af-south-1.amazonaws.com/123456789012/the-example"
  }
}

override_resource {
  target = aws_sqs_queue.example["dead_letter"]
  values = {
    arn = "arn:aws:sqs:af-south-1:123456789012:the-dead-letters"
    id  = "https://sqs.af-south-1.amazonaws.com/123456789012/the-dead-letters"
    url = "https://sqs.af-south-1.amazonaws.com/123456789012/the-dead-letters"
  }
}

variables {
  environment   = "dev"
  user_pool_arn = "arn:aws:cognito-idp:af-south-1:123456789012:userpool/af-south-1_Pool"
  zip_path      = "tests/placeholder.zip"
}

run "publishes_to_its_own_topic" {
  assert {
    condition = (
      one(aws_sns_topic.order_events).name == "order-events-dev"
      && one(aws_sns_topic.order_events).kms_master_key_id == "alias/aws/sns"
      && one(aws_sns_topic.order_events).signature_version == 2
      && one(aws_sns_topic.order_events).fifo_topic != true
      && output.events_topic_arn == "arn:aws:sns:af-south-1:123456789012:a-topic"
    )
    error_message = "The topic must belong to this service, be encrypted, and be a standard topic."
  }

  assert {
    condition     = one(aws_lambda_function.record_order_history.environment).variables.ORDER_EVENTS_TOPIC_ARN == "arn:aws:sns:af-south-1:123456789012:a-topic"
    error_message = "The function that records the history must publish."
  }

  assert {
    condition     = !contains(keys(one(aws_lambda_function.update_order.environment).variables), "ORDER_EVENTS_TOPIC_ARN")
    error_message = "The function of the API must not publish."
  }

  assert {
    condition     = length(aws_sqs_queue.example) == 0 && length(aws_sns_topic_subscription.example) == 0 && output.example_queue_url == null
    error_message = "No subscription must be created unless it is set."
  }
}

run "lets_only_the_recorder_publish" {
  assert {
    condition = one(aws_sns_topic_policy.order_events).arn == "arn:aws:sns:af-south-1:123456789012:a-topic" && jsondecode(one(aws_sns_topic_policy.order_events).policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid       = "RecorderPublishes"
          Effect    = "Allow"
          Principal = { AWS = "arn:aws:iam::123456789012:role/the-history-s-role" }
          Action    = "sns:Publish"
          Resource  = "arn:aws:sns:af-south-1:123456789012:a-topic"
        },
        {
          Sid       = "NoOtherPublishes"
          Effect    = "Deny"
          Principal = "*"
          Action    = "sns:Publish"
          Resource  = "arn:aws:sns:af-south-1:123456789012:a-topic"
          Condition = { ArnNotEquals = { "aws:PrincipalArn" = "arn:aws:iam::123456789012:role/the-history-s-role" } }
        },
        {
          Sid       = "TlsOnly"
          Effect    = "Deny"
          Principal = "*"
          Action    = "sns:Publish"
          Resource  = "arn:aws:sns:af-south-1:123456789012:a-topic"
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        },
      ]
    }
    error_message = "The policy of the topic must allow the recorder to publish, and deny it to all others and without TLS."
  }

  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.history.policy).Statement : statement if contains(statement.Action, "sns:Publish")
      ] == [{
        Sid      = "PublishEvents"
        Effect   = "Allow"
        Action   = ["sns:Publish"]
        Resource = ["arn:aws:sns:af-south-1:123456789012:a-topic"]
    }]
    error_message = "The role of the recorder must allow publishing to this topic only."
  }

  assert {
    condition     = !strcontains(aws_iam_role_policy.function.policy, "sns:")
    error_message = "The role of the API's function must have no permission of SNS."
  }
}

run "encrypts_with_the_key_that_is_set" {
  variables {
    events_kms_key_arn = "arn:aws:kms:af-south-1:123456789012:key/0a1b2c3d-0000-0000-0000-000000000000"
  }

  assert {
    condition     = one(aws_sns_topic.order_events).kms_master_key_id == var.events_kms_key_arn
    error_message = "The topic must have the key that is set."
  }

  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.history.policy).Statement : statement if contains(statement.Action, "kms:GenerateDataKey")
      ] == [{
        Sid       = "EncryptEvents"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = ["arn:aws:kms:af-south-1:123456789012:key/0a1b2c3d-0000-0000-0000-000000000000"]
        Condition = { StringEquals = { "kms:ViaService" = "sns.af-south-1.amazonaws.com" } }
    }]
    error_message = "The recorder must be able to use the key, through SNS only."
  }
}

run "publishes_nothing_if_it_is_turned_off" {
  variables {
    publish_events              = false
    create_example_subscription = true
    events_kms_key_arn          = "arn:aws:kms:af-south-1:123456789012:key/0a1b2c3d-0000-0000-0000-000000000000"
  }

  assert {
    condition = (
      length(aws_sns_topic.order_events) == 0
      && length(aws_sns_topic_policy.order_events) == 0
      && length(aws_sqs_queue.example) == 0
      && length(aws_sns_topic_subscription.example) == 0
      && output.events_topic_arn == null
    )
    error_message = "Neither a topic nor a subscription must be created."
  }

  assert {
    condition     = !contains(keys(one(aws_lambda_function.record_order_history.environment).variables), "ORDER_EVENTS_TOPIC_ARN")
    error_message = "The function must get no topic: an empty variable makes it fail at startup."
  }

  assert {
    condition     = !strcontains(aws_iam_role_policy.history.policy, "sns") && !strcontains(aws_iam_role_policy.history.policy, "kms")
    error_message = "The role must have no permission of SNS."
  }
}

run "shows_how_to_subscribe" {
  variables {
    create_example_subscription = true
  }

  assert {
    condition = (
      { for key, queue in aws_sqs_queue.example : key => queue.name } == {
        messages    = "order-events-dev-example"
        dead_letter = "order-events-dev-example-failed"
      }
      && alltrue([for queue in aws_sqs_queue.example : queue.sqs_managed_sse_enabled && queue.message_retention_seconds == 1209600])
      && output.example_queue_url == "https://sqs.af-south-1.amazonaws.com/123456789012/the-example"
    )
    error_message = "The example must have two encrypted queues that keep messages for 14 days."
  }

  assert {
    condition = (
      one(aws_sqs_queue_redrive_policy.example).queue_url == "https://sqs.af-south-1.amazonaws.com/123456789012/the-example"
      && jsondecode(one(aws_sqs_queue_redrive_policy.example).redrive_policy) == {
        deadLetterTargetArn = "arn:aws:sqs:af-south-1:123456789012:the-dead-letters"
        maxReceiveCount     = 5
      }
    )
    error_message = "A message that fails five times must go to the second queue."
  }

  assert {
    condition = (
      one(aws_sns_topic_subscription.example).topic_arn == "arn:aws:sns:af-south-1:123456789012:a-topic"
      && one(aws_sns_topic_subscription.example).protocol == "sqs"
      && one(aws_sns_topic_subscription.example).endpoint == "arn:aws:sqs:af-south-1:123456789012:the-example"
      && one(aws_sns_topic_subscription.example).raw_message_delivery
      && one(aws_sns_topic_subscription.example).filter_policy_scope == "MessageAttributes"
      && jsondecode(one(aws_sns_topic_subscription.example).filter_policy) == { toStatus = ["paid", "cancelled", "refunded"] }
      && jsondecode(one(aws_sns_topic_subscription.example).redrive_policy) == { deadLetterTargetArn = "arn:aws:sqs:af-south-1:123456789012:the-dead-letters" }
    )
    error_message = "The subscription must deliver raw messages through a filter, and keep what it cannot deliver."
  }

  assert {
    condition = { for key, queue in aws_sqs_queue_policy.example : key => { url = queue.queue_url, policy = jsondecode(queue.policy) } } == {
      for key, name in { messages = "the-example", dead_letter = "the-dead-letters" } : key => {
        url                       = "https://sqs.af-south-1.amazonaws.com/123456789012/${name}"
        policy = {
          Version = "2012-10-17"
          Statement = [
            {
              Sid       = "OrderEvents"
              Effect    = "Allow"
              Principal = { Service = "sns.amazonaws.com" }
              Action    = "sqs:SendMessage"
              Resource  = "arn:aws:sqs:af-south-1:123456789012:${name}"
              Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:sns:af-south-1:123456789012:a-topic" } }
            },
            {
              Sid       = "TlsOnly"
              Effect    = "Deny"
              Principal = "*"
              Action    = "sqs:*"
              Resource  = "arn:aws:sqs:af-south-1:123456789012:${name}"
              Condition = { Bool = { "aws:SecureTransport" = "false" } }
            },
          ]
        }
      }
    }
    error_message = "Only this topic must be able to send to the queues."
  }

  # A mocked provider ignores the order of creation, so this test reads the file.
  assert {
    condition     = length(aws_sqs_queue.example) == 2 && can(regex("(?s)resource \"aws_sns_topic_subscription\" \"example\" \\{.*depends_on = \\[aws_sqs_queue_policy\\.example\\]\\s*\\}", file("events.tf")))
    error_message = "The subscription must depend on the policy of its queue."
  }
}

run "raises_an_alarm_for_failed_and_late_events" {
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.events_failed.alarm_name == "order-events-dev-failed"
      && aws_cloudwatch_metric_alarm.events_failed.namespace == "BBWS/Orders"
      && aws_cloudwatch_metric_alarm.events_failed.metric_name == "EventsFailed"
      && aws_cloudwatch_metric_alarm.events_failed.dimensions == tomap({ Service = "order-history", Environment = "dev" })
      && aws_cloudwatch_metric_alarm.events_failed.statistic == "Sum"
      && aws_cloudwatch_metric_alarm.events_failed.period == 300
      && aws_cloudwatch_metric_alarm.events_failed.evaluation_periods == 3
      && aws_cloudwatch_metric_alarm.events_failed.datapoints_to_alarm == 2
      && aws_cloudwatch_metric_alarm.events_failed.comparison_operator == "GreaterThanThreshold"
      && aws_cloudwatch_metric_alarm.events_failed.threshold == 0
    )
    error_message = "The alarm must be raised if publications fail in two of three periods."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.events_delay.alarm_name == "order-events-dev-delay"
      && aws_cloudwatch_metric_alarm.events_delay.namespace == "BBWS/Orders"
      && aws_cloudwatch_metric_alarm.events_delay.metric_name == "EventDelayMillis"
      && aws_cloudwatch_metric_alarm.events_delay.dimensions == tomap({ Service = "order-history", Environment = "dev" })
      && aws_cloudwatch_metric_alarm.events_delay.statistic == "Maximum"
      && aws_cloudwatch_metric_alarm.events_delay.period == 300
      && aws_cloudwatch_metric_alarm.events_delay.evaluation_periods == 3
      && aws_cloudwatch_metric_alarm.events_delay.datapoints_to_alarm == 2
      && aws_cloudwatch_metric_alarm.events_delay.comparison_operator == "GreaterThanThreshold"
      && aws_cloudwatch_metric_alarm.events_delay.threshold == 60000
    )
    error_message = "The alarm must be raised when events are published more than a minute late in two of three periods."
  }

  assert {
    condition = {
      for widget in jsondecode(aws_cloudwatch_dashboard.orders.dashboard_body).widgets : widget.properties.title => widget.properties.metrics
      if startswith(widget.properties.title, "Order events: ")
      } == {
      "Order events: messages" = [
        ["BBWS/Orders", "EventsPublished", "Environment", "dev", "Service", "order-history", { label = "published" }],
        ["BBWS/Orders", "EventsFailed", "Environment", "dev", "Service", "order-history", { label = "not published, sent again" }],
        ["AWS/SNS", "NumberOfNotificationsDelivered", "TopicName", "order-events-dev", { label = "delivered to subscribers" }],
        ["AWS/SNS", "NumberOfNotificationsFailed", "TopicName", "order-events-dev", { label = "not delivered to a subscriber" }],
        ["AWS/SNS", "NumberOfNotificationsFilteredOut", "TopicName", "order-events-dev", { label = "not wanted by the filter of a subscriber" }],
      ]
      "Order events: time from the change to the publication, ms" = [
        ["BBWS/Orders", "EventDelayMillis", "Environment", "dev", "Service", "order-history", { stat = "p50", label = "p50" }],
        ["BBWS/Orders", "EventDelayMillis", "Environment", "dev", "Service", "order-history", { stat = "p95", label = "p95" }],
        ["BBWS/Orders", "EventDelayMillis", "Environment", "dev", "Service", "order-history", { stat = "Maximum", label = "Maximum" }],
      ]
    }
    error_message = "The graphs must show every metric of the events."
  }

  assert {
    condition = one([
      for widget in jsondecode(aws_cloudwatch_dashboard.orders.dashboard_body).widgets : widget.properties.annotations
      if widget.properties.title == "Order events: time from the change to the publication, ms"
    ]) == { horizontal = [{ label = "alarm for the delay", value = 60000 }] }
    error_message = "The line in the graph must be at the threshold of the alarm."
  }
}

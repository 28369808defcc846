# Everything that production needs, except what differs with each release: release, and artifact or image_uri. An apply resets
# what this file leaves out. So write the values of your account here, and do not pass them on the command line. Terraform
# refuses prod until these are set.
#
#   user_pool_arn     = "arn:aws:cognito-idp:af-south-1:<account>:userpool/<id>"
#   page_topic_arns   = ["arn:aws:sns:af-south-1:<account>:<on call>"]
#   ticket_topic_arns = ["arn:aws:sns:af-south-1:<account>:<tickets>"]
#   cors_allow_origin = "https://<the portal>"
#   required_group    = "<group>"         or required_scope, or writers = "everyone in the tenant"
#
# The role that deploys may create roles only with its permissions boundary:
#
#   permissions_boundary_arn = "arn:aws:iam::<account>:policy/<boundary>"
environment        = "prod"
log_retention_days = 365

# 100 instances take a burst of 50 and 100 requests a second, even if each takes half a second. The account's quota must be
# at least 200, because Lambda keeps 100 unreserved.
throttling_rate_limit  = 100
throttling_burst_limit = 50
reserved_concurrency   = 100

slo_availability_percent = 99.9
slo_latency_percent      = 99

"""Reads a metrics file with Prometheus' own client library: what it cannot read, no collector can."""

import sys

from prometheus_client.parser import text_string_to_metric_families

with open(sys.argv[1], encoding="utf-8") as file:
    families = {family.name: family for family in text_string_to_metric_families(file.read())}

duration = families["gen_ai_client_operation_duration_seconds"]
assert duration.type == "histogram", duration.type
buckets = [sample for sample in duration.samples if sample.name.endswith("_bucket")]
assert [sample.labels["le"] for sample in buckets][-1] == "+Inf"
values = [sample.value for sample in buckets]
assert values == sorted(values), values
count = [sample.value for sample in duration.samples if sample.name.endswith("_count")]
assert count == [values[-1]] == [3.0], (count, values)
assert buckets[0].labels["gen_ai_request_model"] == 'a "quoted"\\model\n', buckets[0].labels
assert families["easel_client_cost_usd"].type == "counter"
assert families["easel_client_cost_usd"].samples[0].value == 0.25
print("ok prometheus_client reads", len(families), "families")

-- The times of a step as the text that is read of them: two arrays had to be turned into it at every look, which was most of the cost of a
-- heatmap with times. `40,41:5,7` is five sessions in bucket 40 and seven in 41; nobody's times are the empty text.
alter table quiz_steps drop constraint quiz_steps_histogram;
alter table quiz_steps alter column buckets type text using (
  case when cardinality(buckets) = 0 then '' else array_to_string(buckets, ',') || ':' || array_to_string(counts, ',') end
);
alter table quiz_steps rename column buckets to times;
alter table quiz_steps drop column counts;
alter table quiz_steps add constraint quiz_steps_times check (
  cardinality(string_to_array(split_part(times, ':', 1), ',')) = cardinality(string_to_array(split_part(times, ':', 2), ','))
);

-- Of an old version the newest sessions lie far from the newest of all; and where nobody's language is unknown, no session need be read to
-- find that out.
create index assess_sessions_version on assess_sessions (tenant_id, quiz_version, begun_at, session_id);
create index assess_sessions_no_language on assess_sessions (tenant_id, begun_at, session_id) where language is null;

-- What platform admins have switched off for an organisation. Nothing is off until somebody says so, so that a feature that is added later
-- is on for everybody; the names are those of lib/features.ts, where one that is unknown there means nothing.

alter table tenants
  add features_off text[] not null default '{}' check (cardinality(features_off) <= 50 and array_position(features_off, null) is null),
  add features_changed_at timestamptz;   -- what was held meanwhile is not older than this when it goes on
grant update (features_off, features_changed_at) on tenants to attune_app;

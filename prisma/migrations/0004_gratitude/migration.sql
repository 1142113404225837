-- Gratitude: what tenants add to the lexicon of themes, consents that can be taken back, and the walls around quotes.

-- ── The lexicon ──────────────────────────────────────────────────────────────────────────────────────────────────
-- Attune's own themes are code (lib/master-sessions/themes). Here stands only what a tenant decided beside them.

create table tenant_themes (
  tenant_id uuid not null references tenants (id) on delete cascade,
  theme_key text not null check (theme_key ~ '^[a-z][a-z0-9-]{1,59}$'),
  own boolean not null,                       -- a theme of the tenant, not one of Attune's
  enabled boolean not null default true,
  labels jsonb not null default '{}',         -- of an own theme: language -> words
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (tenant_id, theme_key),
  constraint tenant_themes_own check (own = (theme_key like 'own-%'))
);
select attune_protect('tenant_themes');
grant select, insert, update, delete on tenant_themes to attune_app;

create table theme_terms (
  tenant_id uuid not null references tenants (id) on delete cascade,
  theme_key text not null check (theme_key ~ '^[a-z][a-z0-9-]{1,59}$'),
  language text not null check (language in ('en', 'de', 'fr', 'es', 'ru', 'hi', 'ar', 'ja')),
  term text not null check (length(term) between 1 and 80),
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (tenant_id, theme_key, language, term)
);
select attune_protect('theme_terms');
grant select, insert, delete on theme_terms to attune_app;

-- ── Consents ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- A consent that was withdrawn is no longer "standing", and a decision about a text refers to a standing consent. So the database lets
-- nobody withdraw a consent while a decision on the text is left, nor a decision go while a report still shows the quote: whoever
-- withdraws has to take the quote out of every report first, in the same transaction.

alter table consents
  add column stated_at timestamptz,           -- of the latest practice.consent; null = as it was said with the text
  add column withdrawn_by text check (withdrawn_by in ('participant', 'operations')),
  add column standing boolean not null generated always as (withdrawn_at is null) stored,
  add constraint consents_withdrawn check (withdrawn_by is null or withdrawn_at is not null),
  add constraint consents_standing_key unique (tenant_id, event_id, text_hash, standing);

alter table quote_reviews
  add column standing boolean not null default true check (standing),
  add constraint quote_reviews_standing foreign key (tenant_id, event_id, text_hash, standing)
    references consents (tenant_id, event_id, text_hash, standing);

-- When the participant last said what may be done with her words; null = with the text itself.
alter table session_gratitude add column consent_at timestamptz;
create index session_gratitude_said on session_gratitude (tenant_id, said_at desc, event_id desc);

-- ── Reports ──────────────────────────────────────────────────────────────────────────────────────────────────────
-- The frozen figures of a report hold no words of a participant: quotes stand in report_quotes, which refers to an approval.
alter table reports
  add constraint reports_hold_no_quotes check (coalesce(payload -> 'quotes', '[]'::jsonb) = '[]'::jsonb);

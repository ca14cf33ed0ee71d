-- The two roles of GrantHub on PostgreSQL. Anything may be run again; nothing is taken from anybody else.
--
--   1. As an administrator, in GrantHub's empty database:        psql -d granthub -f migrations/roles/postgresql.sql
--      and give both a password:                                 ALTER ROLE granthub_owner PASSWORD '…';
--   2. With the owner's connection string:                       ./granthub migrate
--   3. This file again, as an administrator or the owner, now that there are tables. So after every update.
--   4. The servers run with the connection string of granthub_program.
--
-- granthub_owner makes and changes tables. granthub_program reads and writes rows, makes no table, and can neither change
-- nor delete what the audit trail says.

DO $roles$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'granthub_owner') THEN
    CREATE ROLE granthub_owner LOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'granthub_program') THEN
    CREATE ROLE granthub_program LOGIN;
  END IF;
END
$roles$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO granthub_owner;
GRANT USAGE ON SCHEMA public TO granthub_program;

DO $rights$
DECLARE
  entry record;
BEGIN
  REVOKE ALL ON ALL TABLES IN SCHEMA public FROM granthub_program;
  FOR entry IN
    SELECT c.oid::regclass AS name, r.rights
    FROM (VALUES
      ('AccessEntries', 'SELECT, INSERT'),
      ('AuditEntries', 'SELECT, INSERT'),
      ('AuditHead', 'SELECT, UPDATE'),
      ('__EFMigrationsHistory', 'SELECT'),
      ('AnnualReviews', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Appendices', 'SELECT, INSERT, UPDATE, DELETE'),
      ('BankHolidays', 'SELECT, INSERT, UPDATE, DELETE'),
      ('BudgetLines', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Budgets', 'SELECT, INSERT, UPDATE, DELETE'),
      ('ContributionInstalments', 'SELECT, INSERT, UPDATE, DELETE'),
      ('DataProtectionKeys', 'SELECT, INSERT, UPDATE, DELETE'),
      ('DecisionTokens', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Decisions', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Deputies', 'SELECT, INSERT, UPDATE, DELETE'),
      ('FileContents', 'SELECT, INSERT, UPDATE, DELETE'),
      ('FilePieces', 'SELECT, INSERT, UPDATE, DELETE'),
      ('GrantChanges', 'SELECT, INSERT, UPDATE, DELETE'),
      ('GrantShares', 'SELECT, INSERT, UPDATE, DELETE'),
      ('GrantStreams', 'SELECT, INSERT, UPDATE, DELETE'),
      ('GrantYears', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Grants', 'SELECT, INSERT, UPDATE, DELETE'),
      ('HeldForms', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Instalments', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Jobs', 'SELECT, INSERT, UPDATE, DELETE'),
      ('LedgerFiles', 'SELECT, INSERT, UPDATE, DELETE'),
      ('LedgerImports', 'SELECT, INSERT, UPDATE, DELETE'),
      ('MonitoringReturns', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Notices', 'SELECT, INSERT, UPDATE, DELETE'),
      ('OrganisationContacts', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Organisations', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Outbox', 'SELECT, INSERT, UPDATE, DELETE'),
      ('PartnershipMembers', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Partnerships', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Passkeys', 'SELECT, INSERT, UPDATE, DELETE'),
      ('People', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Postings', 'SELECT, INSERT, UPDATE, DELETE'),
      ('PublishedPdfs', 'SELECT, INSERT, UPDATE, DELETE'),
      ('PublishedVersions', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Recoveries', 'SELECT, INSERT, UPDATE, DELETE'),
      ('ReferenceCounters', 'SELECT, INSERT, UPDATE, DELETE'),
      ('RegisterEntries', 'SELECT, INSERT, UPDATE, DELETE'),
      ('RegisterTokens', 'SELECT, INSERT, UPDATE, DELETE'),
      ('ReminderPolicies', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Reminders', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Seals', 'SELECT, INSERT, UPDATE, DELETE'),
      ('SignInClaims', 'SELECT, INSERT, UPDATE, DELETE'),
      ('SignInProviders', 'SELECT, INSERT, UPDATE, DELETE'),
      ('SignInTokens', 'SELECT, INSERT, UPDATE, DELETE'),
      ('SignIns', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Signatures', 'SELECT, INSERT, UPDATE, DELETE'),
      ('SpendingImports', 'SELECT, INSERT, UPDATE, DELETE'),
      ('SpendingItems', 'SELECT, INSERT, UPDATE, DELETE'),
      ('StreamAllocations', 'SELECT, INSERT, UPDATE, DELETE'),
      ('StreamTotals', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Streams', 'SELECT, INSERT, UPDATE, DELETE'),
      ('Templates', 'SELECT, INSERT, UPDATE, DELETE'),
      ('YearCloses', 'SELECT, INSERT, UPDATE, DELETE')
    ) AS r (name, rights)
    JOIN pg_class c ON c.relname = r.name AND c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    UNION ALL
    -- The scheduler's own; GrantHub's records are in none of them.
    SELECT c.oid::regclass, 'SELECT, INSERT, UPDATE, DELETE'
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname LIKE 'qrtz\_%'
  LOOP
    EXECUTE format('GRANT %s ON %s TO granthub_program', entry.rights, entry.name);
  END LOOP;
END
$rights$;

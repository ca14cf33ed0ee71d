-- The two roles of GrantHub on SQL Server. Anything may be run again.
--
--   1. As an administrator, in GrantHub's empty database: this file, then a login and a user for each role, such as
--        CREATE LOGIN granthub_migrate WITH PASSWORD = '…'; CREATE USER granthub_migrate FOR LOGIN granthub_migrate;
--        ALTER ROLE granthub_owner ADD MEMBER granthub_migrate;
--   2. With the owner's connection string: ./granthub migrate
--   3. This file again, now that there are tables. So after every update.
--   4. The servers run as a member of granthub_program only.
--
-- granthub_owner makes and changes tables. granthub_program reads and writes rows, makes no table, and can neither change
-- nor delete what the audit trail says.
--
-- Nothing here has been executed on a server: see docs/operations.md.

IF DATABASE_PRINCIPAL_ID(N'granthub_owner') IS NULL CREATE ROLE granthub_owner;
IF DATABASE_PRINCIPAL_ID(N'granthub_program') IS NULL CREATE ROLE granthub_program;
GRANT CREATE TABLE, CREATE SCHEMA TO granthub_owner;
GRANT ALTER, CONTROL, REFERENCES ON SCHEMA::dbo TO granthub_owner;

DECLARE @rights TABLE (name sysname, rights nvarchar(100));
INSERT INTO @rights (name, rights) VALUES
  (N'AccessEntries', N'SELECT, INSERT'),
  (N'AuditEntries', N'SELECT, INSERT'),
  (N'AuditHead', N'SELECT, UPDATE'),
  (N'__EFMigrationsHistory', N'SELECT'),
  (N'AnnualReviews', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Appendices', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'BankHolidays', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'BudgetLines', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Budgets', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'ContributionInstalments', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'DataProtectionKeys', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'DecisionTokens', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Decisions', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Deputies', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'FileContents', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'FilePieces', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'GrantChanges', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'GrantShares', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'GrantStreams', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'GrantYears', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Grants', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'HeldForms', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Instalments', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Jobs', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'LedgerFiles', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'LedgerImports', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'MonitoringReturns', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Notices', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'OrganisationContacts', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Organisations', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Outbox', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'PartnershipMembers', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Partnerships', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Passkeys', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'People', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Postings', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'PublishedPdfs', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'PublishedVersions', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Recoveries', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'ReferenceCounters', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'RegisterEntries', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'RegisterTokens', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'ReminderPolicies', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Reminders', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Seals', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'SignInClaims', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'SignInProviders', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'SignInTokens', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'SignIns', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Signatures', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'SpendingImports', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'SpendingItems', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'StreamAllocations', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'StreamTotals', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Streams', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'Templates', N'SELECT, INSERT, UPDATE, DELETE'),
  (N'YearCloses', N'SELECT, INSERT, UPDATE, DELETE');
-- The scheduler's own; GrantHub's records are in none of them.
INSERT INTO @rights (name, rights)
  SELECT name, N'SELECT, INSERT, UPDATE, DELETE' FROM sys.tables
  WHERE schema_id = SCHEMA_ID(N'dbo') AND name LIKE N'QRTZ[_]%';

DECLARE @sql nvarchar(max) = N'';
SELECT @sql += N'REVOKE ALL ON dbo.' + QUOTENAME(t.name) + N' FROM granthub_program; GRANT ' + r.rights + N' ON dbo.'
    + QUOTENAME(t.name) + N' TO granthub_program;'
  FROM @rights r JOIN sys.tables t ON t.name = r.name AND t.schema_id = SCHEMA_ID(N'dbo');
-- Also against a right that comes by another role, such as db_datawriter.
SELECT @sql += N'DENY UPDATE, DELETE, ALTER ON dbo.' + QUOTENAME(t.name) + N' TO granthub_program;'
  FROM sys.tables t WHERE t.schema_id = SCHEMA_ID(N'dbo') AND t.name IN (N'AuditEntries', N'AccessEntries');
EXEC sp_executesql @sql;

using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace GrantHub.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddReminders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "DailyDigest",
                table: "People",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "LineManagerId",
                table: "People",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Muted",
                table: "People",
                type: "bigint",
                maxLength: 40,
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateOnly>(
                name: "WaitsSince",
                table: "MonitoringReturns",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "WaitsSince",
                table: "Decisions",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "WaitsSince",
                table: "Budgets",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "FinanceSignedById",
                table: "AnnualReviews",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RecommendedById",
                table: "AnnualReviews",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "WaitsSince",
                table: "AnnualReviews",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "BankHolidays",
                columns: table => new
                {
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BankHolidays", x => x.Date);
                });

            migrationBuilder.CreateTable(
                name: "Jobs",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PausedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    PausedByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    LastStartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LastEndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LastCount = table.Column<int>(type: "integer", nullable: true),
                    LastFault = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Jobs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    ReminderId = table.Column<long>(type: "bigint", nullable: true),
                    DigestOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Moment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Reference = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    Title = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    Path = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SendOn = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextAttemptAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LeaseToken = table.Column<Guid>(type: "uuid", nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Fault = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    SentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Outbox_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReminderPolicies",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    IsOn = table.Column<bool>(type: "boolean", nullable: false),
                    Rule = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReminderPolicies", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Reminders",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SubjectId = table.Column<long>(type: "bigint", nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Offset = table.Column<int>(type: "integer", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    As = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Whose = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Slug = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: true),
                    Number = table.Column<int>(type: "integer", nullable: true),
                    Reference = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    Title = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    PlannedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    PlannedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DigestOn = table.Column<DateOnly>(type: "date", nullable: true),
                    StoppedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reminders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Reminders_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "BankHolidays",
                columns: new[] { "Date", "Name" },
                values: new object[,]
                {
                    { new DateOnly(2014, 1, 1), "New Year’s Day" },
                    { new DateOnly(2014, 4, 18), "Good Friday" },
                    { new DateOnly(2014, 4, 21), "Easter Monday" },
                    { new DateOnly(2014, 5, 5), "Early May bank holiday" },
                    { new DateOnly(2014, 5, 26), "Spring bank holiday" },
                    { new DateOnly(2014, 8, 25), "Summer bank holiday" },
                    { new DateOnly(2014, 12, 25), "Christmas Day" },
                    { new DateOnly(2014, 12, 26), "Boxing Day" },
                    { new DateOnly(2015, 1, 1), "New Year’s Day" },
                    { new DateOnly(2015, 4, 3), "Good Friday" },
                    { new DateOnly(2015, 4, 6), "Easter Monday" },
                    { new DateOnly(2015, 5, 4), "Early May bank holiday" },
                    { new DateOnly(2015, 5, 25), "Spring bank holiday" },
                    { new DateOnly(2015, 8, 31), "Summer bank holiday" },
                    { new DateOnly(2015, 12, 25), "Christmas Day" },
                    { new DateOnly(2015, 12, 28), "Boxing Day (substitute day)" },
                    { new DateOnly(2016, 1, 1), "New Year’s Day" },
                    { new DateOnly(2016, 3, 25), "Good Friday" },
                    { new DateOnly(2016, 3, 28), "Easter Monday" },
                    { new DateOnly(2016, 5, 2), "Early May bank holiday" },
                    { new DateOnly(2016, 5, 30), "Spring bank holiday" },
                    { new DateOnly(2016, 8, 29), "Summer bank holiday" },
                    { new DateOnly(2016, 12, 26), "Boxing Day" },
                    { new DateOnly(2016, 12, 27), "Christmas Day (substitute day)" },
                    { new DateOnly(2017, 1, 2), "New Year’s Day (substitute day)" },
                    { new DateOnly(2017, 4, 14), "Good Friday" },
                    { new DateOnly(2017, 4, 17), "Easter Monday" },
                    { new DateOnly(2017, 5, 1), "Early May bank holiday" },
                    { new DateOnly(2017, 5, 29), "Spring bank holiday" },
                    { new DateOnly(2017, 8, 28), "Summer bank holiday" },
                    { new DateOnly(2017, 12, 25), "Christmas Day" },
                    { new DateOnly(2017, 12, 26), "Boxing Day" },
                    { new DateOnly(2018, 1, 1), "New Year’s Day" },
                    { new DateOnly(2018, 3, 30), "Good Friday" },
                    { new DateOnly(2018, 4, 2), "Easter Monday" },
                    { new DateOnly(2018, 5, 7), "Early May bank holiday" },
                    { new DateOnly(2018, 5, 28), "Spring bank holiday" },
                    { new DateOnly(2018, 8, 27), "Summer bank holiday" },
                    { new DateOnly(2018, 12, 25), "Christmas Day" },
                    { new DateOnly(2018, 12, 26), "Boxing Day" },
                    { new DateOnly(2019, 1, 1), "New Year’s Day" },
                    { new DateOnly(2019, 4, 19), "Good Friday" },
                    { new DateOnly(2019, 4, 22), "Easter Monday" },
                    { new DateOnly(2019, 5, 6), "Early May bank holiday" },
                    { new DateOnly(2019, 5, 27), "Spring bank holiday" },
                    { new DateOnly(2019, 8, 26), "Summer bank holiday" },
                    { new DateOnly(2019, 12, 25), "Christmas Day" },
                    { new DateOnly(2019, 12, 26), "Boxing Day" },
                    { new DateOnly(2020, 1, 1), "New Year’s Day" },
                    { new DateOnly(2020, 4, 10), "Good Friday" },
                    { new DateOnly(2020, 4, 13), "Easter Monday" },
                    { new DateOnly(2020, 5, 8), "Early May bank holiday (VE day)" },
                    { new DateOnly(2020, 5, 25), "Spring bank holiday" },
                    { new DateOnly(2020, 8, 31), "Summer bank holiday" },
                    { new DateOnly(2020, 12, 25), "Christmas Day" },
                    { new DateOnly(2020, 12, 28), "Boxing Day (substitute day)" },
                    { new DateOnly(2021, 1, 1), "New Year’s Day" },
                    { new DateOnly(2021, 4, 2), "Good Friday" },
                    { new DateOnly(2021, 4, 5), "Easter Monday" },
                    { new DateOnly(2021, 5, 3), "Early May bank holiday" },
                    { new DateOnly(2021, 5, 31), "Spring bank holiday" },
                    { new DateOnly(2021, 8, 30), "Summer bank holiday" },
                    { new DateOnly(2021, 12, 27), "Christmas Day (substitute day)" },
                    { new DateOnly(2021, 12, 28), "Boxing Day (substitute day)" },
                    { new DateOnly(2022, 1, 3), "New Year’s Day (substitute day)" },
                    { new DateOnly(2022, 4, 15), "Good Friday" },
                    { new DateOnly(2022, 4, 18), "Easter Monday" },
                    { new DateOnly(2022, 5, 2), "Early May bank holiday" },
                    { new DateOnly(2022, 6, 2), "Spring bank holiday" },
                    { new DateOnly(2022, 6, 3), "Platinum Jubilee bank holiday" },
                    { new DateOnly(2022, 8, 29), "Summer bank holiday" },
                    { new DateOnly(2022, 9, 19), "Bank holiday for the State Funeral of Queen Elizabeth II" },
                    { new DateOnly(2022, 12, 26), "Boxing Day" },
                    { new DateOnly(2022, 12, 27), "Christmas Day (substitute day)" },
                    { new DateOnly(2023, 1, 2), "New Year’s Day (substitute day)" },
                    { new DateOnly(2023, 4, 7), "Good Friday" },
                    { new DateOnly(2023, 4, 10), "Easter Monday" },
                    { new DateOnly(2023, 5, 1), "Early May bank holiday" },
                    { new DateOnly(2023, 5, 8), "Bank holiday for the coronation of King Charles III" },
                    { new DateOnly(2023, 5, 29), "Spring bank holiday" },
                    { new DateOnly(2023, 8, 28), "Summer bank holiday" },
                    { new DateOnly(2023, 12, 25), "Christmas Day" },
                    { new DateOnly(2023, 12, 26), "Boxing Day" },
                    { new DateOnly(2024, 1, 1), "New Year’s Day" },
                    { new DateOnly(2024, 3, 29), "Good Friday" },
                    { new DateOnly(2024, 4, 1), "Easter Monday" },
                    { new DateOnly(2024, 5, 6), "Early May bank holiday" },
                    { new DateOnly(2024, 5, 27), "Spring bank holiday" },
                    { new DateOnly(2024, 8, 26), "Summer bank holiday" },
                    { new DateOnly(2024, 12, 25), "Christmas Day" },
                    { new DateOnly(2024, 12, 26), "Boxing Day" },
                    { new DateOnly(2025, 1, 1), "New Year’s Day" },
                    { new DateOnly(2025, 4, 18), "Good Friday" },
                    { new DateOnly(2025, 4, 21), "Easter Monday" },
                    { new DateOnly(2025, 5, 5), "Early May bank holiday" },
                    { new DateOnly(2025, 5, 26), "Spring bank holiday" },
                    { new DateOnly(2025, 8, 25), "Summer bank holiday" },
                    { new DateOnly(2025, 12, 25), "Christmas Day" },
                    { new DateOnly(2025, 12, 26), "Boxing Day" },
                    { new DateOnly(2026, 1, 1), "New Year’s Day" },
                    { new DateOnly(2026, 4, 3), "Good Friday" },
                    { new DateOnly(2026, 4, 6), "Easter Monday" },
                    { new DateOnly(2026, 5, 4), "Early May bank holiday" },
                    { new DateOnly(2026, 5, 25), "Spring bank holiday" },
                    { new DateOnly(2026, 8, 31), "Summer bank holiday" },
                    { new DateOnly(2026, 12, 25), "Christmas Day" },
                    { new DateOnly(2026, 12, 28), "Boxing Day (substitute day)" },
                    { new DateOnly(2027, 1, 1), "New Year’s Day" },
                    { new DateOnly(2027, 3, 26), "Good Friday" },
                    { new DateOnly(2027, 3, 29), "Easter Monday" },
                    { new DateOnly(2027, 5, 3), "Early May bank holiday" },
                    { new DateOnly(2027, 5, 31), "Spring bank holiday" },
                    { new DateOnly(2027, 8, 30), "Summer bank holiday" },
                    { new DateOnly(2027, 12, 27), "Christmas Day (substitute day)" },
                    { new DateOnly(2027, 12, 28), "Boxing Day (substitute day)" },
                    { new DateOnly(2028, 1, 3), "New Year’s Day (substitute day)" },
                    { new DateOnly(2028, 4, 14), "Good Friday" },
                    { new DateOnly(2028, 4, 17), "Easter Monday" },
                    { new DateOnly(2028, 5, 1), "Early May bank holiday" },
                    { new DateOnly(2028, 5, 29), "Spring bank holiday" },
                    { new DateOnly(2028, 8, 28), "Summer bank holiday" },
                    { new DateOnly(2028, 12, 25), "Christmas Day" },
                    { new DateOnly(2028, 12, 26), "Boxing Day" }
                });

            migrationBuilder.CreateIndex(
                name: "IX_Grants_PeriodEnd_AgreedOn",
                table: "Grants",
                columns: new[] { "PeriodEnd", "AgreedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Jobs_Kind",
                table: "Jobs",
                column: "Kind",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_LeaseToken",
                table: "Outbox",
                column: "LeaseToken",
                filter: "\"LeaseToken\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_NextAttemptAt_Id",
                table: "Outbox",
                columns: new[] { "NextAttemptAt", "Id" },
                filter: "\"State\" = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_PersonId_DigestOn",
                table: "Outbox",
                columns: new[] { "PersonId", "DigestOn" },
                unique: true,
                filter: "\"DigestOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_ReminderId",
                table: "Outbox",
                column: "ReminderId",
                unique: true,
                filter: "\"ReminderId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_State_Id",
                table: "Outbox",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ReminderPolicies_Kind",
                table: "ReminderPolicies",
                column: "Kind",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_Kind_SubjectId_Date_Offset_PersonId",
                table: "Reminders",
                columns: new[] { "Kind", "SubjectId", "Date", "Offset", "PersonId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_PersonId_DigestOn",
                table: "Reminders",
                columns: new[] { "PersonId", "DigestOn" },
                filter: "\"DigestOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_PlannedAt",
                table: "Reminders",
                column: "PlannedAt");

            // Work that waits already waits since the day of its last step.
            migrationBuilder.Sql(
                """
                UPDATE "Decisions" SET "WaitsSince" = ("UpdatedAt" AT TIME ZONE 'Europe/London')::date WHERE "Outcome" IS NULL AND "WithdrawnAt" IS NULL;
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE "Decisions" SET "WaitsSince" = "DecidedOn" WHERE "Outcome" IS NOT NULL AND "PublishedAt" IS NULL AND "WithheldAt" IS NULL;
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE "MonitoringReturns" SET "WaitsSince" = ("SubmittedAt" AT TIME ZONE 'Europe/London')::date WHERE "SubmittedAt" IS NOT NULL AND "AcceptedAt" IS NULL;
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE "Budgets" SET "WaitsSince" = ("ClosingSince" AT TIME ZONE 'Europe/London')::date WHERE "ClosingSince" IS NOT NULL;
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE "AnnualReviews" SET "WaitsSince" = ("StartedAt" AT TIME ZONE 'Europe/London')::date WHERE "AwaitingRole" IS NOT NULL;
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BankHolidays");

            migrationBuilder.DropTable(
                name: "Jobs");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "ReminderPolicies");

            migrationBuilder.DropTable(
                name: "Reminders");

            migrationBuilder.DropIndex(
                name: "IX_Grants_PeriodEnd_AgreedOn",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "DailyDigest",
                table: "People");

            migrationBuilder.DropColumn(
                name: "LineManagerId",
                table: "People");

            migrationBuilder.DropColumn(
                name: "Muted",
                table: "People");

            migrationBuilder.DropColumn(
                name: "WaitsSince",
                table: "MonitoringReturns");

            migrationBuilder.DropColumn(
                name: "WaitsSince",
                table: "Decisions");

            migrationBuilder.DropColumn(
                name: "WaitsSince",
                table: "Budgets");

            migrationBuilder.DropColumn(
                name: "FinanceSignedById",
                table: "AnnualReviews");

            migrationBuilder.DropColumn(
                name: "RecommendedById",
                table: "AnnualReviews");

            migrationBuilder.DropColumn(
                name: "WaitsSince",
                table: "AnnualReviews");

        }
    }
}

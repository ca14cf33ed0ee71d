using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GrantHub.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddPublication : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PublicPurpose",
                table: "Grants",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PublicReasons",
                table: "Grants",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ValueForMoney",
                table: "Grants",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Plan",
                table: "Decisions",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<DateOnly>(
                name: "PublishOn",
                table: "Decisions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PublishOnByName",
                table: "Decisions",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PublishedVersions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    DecisionId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PublishedByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    Document = table.Column<string>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Plan = table.Column<string>(type: "TEXT", nullable: false),
                    TakenDownAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    TakenDownReason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PublishedVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PublishedVersions_Decisions_DecisionId",
                        column: x => x.DecisionId,
                        principalTable: "Decisions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RegisterEntries",
                columns: table => new
                {
                    DecisionId = table.Column<long>(type: "INTEGER", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 130, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Decision = table.Column<string>(type: "TEXT", nullable: true),
                    Reasons = table.Column<string>(type: "TEXT", nullable: true),
                    DecidedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    FinancialYear = table.Column<int>(type: "INTEGER", nullable: false),
                    DecisionMaker = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Confidentiality = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    RecipientSlug = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Amount = table.Column<long>(type: "INTEGER", nullable: true),
                    AmountBand = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    GrantId = table.Column<long>(type: "INTEGER", nullable: true),
                    HidesConditions = table.Column<bool>(type: "INTEGER", nullable: false),
                    HidesMoney = table.Column<bool>(type: "INTEGER", nullable: false),
                    ShowsConditions = table.Column<bool>(type: "INTEGER", nullable: false),
                    EarlierReference = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    RelationKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    VersionId = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstPublishedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisterEntries", x => x.DecisionId);
                    table.ForeignKey(
                        name: "FK_RegisterEntries_Decisions_DecisionId",
                        column: x => x.DecisionId,
                        principalTable: "Decisions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_RegisterEntries_Grants_GrantId",
                        column: x => x.GrantId,
                        principalTable: "Grants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PublishedPdfs",
                columns: table => new
                {
                    VersionId = table.Column<long>(type: "INTEGER", nullable: false),
                    Pdf = table.Column<byte[]>(type: "BLOB", nullable: false),
                    RenderedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PublishedPdfs", x => x.VersionId);
                    table.ForeignKey(
                        name: "FK_PublishedPdfs_PublishedVersions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "PublishedVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RegisterTokens",
                columns: table => new
                {
                    Token = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DecisionId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisterTokens", x => new { x.Token, x.DecidedOn, x.DecisionId });
                    table.ForeignKey(
                        name: "FK_RegisterTokens_RegisterEntries_DecisionId",
                        column: x => x.DecisionId,
                        principalTable: "RegisterEntries",
                        principalColumn: "DecisionId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_PublishOn_Id",
                table: "Decisions",
                columns: new[] { "PublishOn", "Id" },
                filter: "\"PublishOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_WithheldAt_Id",
                table: "Decisions",
                columns: new[] { "WithheldAt", "Id" },
                filter: "\"WithheldAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PublishedVersions_DecisionId_Number",
                table: "PublishedVersions",
                columns: new[] { "DecisionId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEntries_AmountBand_DecidedOn_DecisionId",
                table: "RegisterEntries",
                columns: new[] { "AmountBand", "DecidedOn", "DecisionId" });

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEntries_DecidedOn_DecisionId",
                table: "RegisterEntries",
                columns: new[] { "DecidedOn", "DecisionId" });

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEntries_DecidedOn_Reference",
                table: "RegisterEntries",
                columns: new[] { "DecidedOn", "Reference" });

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEntries_EarlierReference",
                table: "RegisterEntries",
                column: "EarlierReference");

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEntries_FinancialYear_DecidedOn_DecisionId",
                table: "RegisterEntries",
                columns: new[] { "FinancialYear", "DecidedOn", "DecisionId" });

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEntries_GrantId",
                table: "RegisterEntries",
                column: "GrantId");

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEntries_Grants",
                table: "RegisterEntries",
                columns: new[] { "DecidedOn", "DecisionId" },
                filter: "\"GrantId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEntries_Outcome_DecidedOn_DecisionId",
                table: "RegisterEntries",
                columns: new[] { "Outcome", "DecidedOn", "DecisionId" });

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEntries_PublishedAt_DecisionId",
                table: "RegisterEntries",
                columns: new[] { "PublishedAt", "DecisionId" });

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEntries_RecipientSlug_DecidedOn_DecisionId",
                table: "RegisterEntries",
                columns: new[] { "RecipientSlug", "DecidedOn", "DecisionId" });

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEntries_Slug",
                table: "RegisterEntries",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RegisterTokens_DecisionId",
                table: "RegisterTokens",
                column: "DecisionId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PublishedPdfs");

            migrationBuilder.DropTable(
                name: "RegisterTokens");

            migrationBuilder.DropTable(
                name: "PublishedVersions");

            migrationBuilder.DropTable(
                name: "RegisterEntries");

            migrationBuilder.DropIndex(
                name: "IX_Decisions_PublishOn_Id",
                table: "Decisions");

            migrationBuilder.DropIndex(
                name: "IX_Decisions_WithheldAt_Id",
                table: "Decisions");

            migrationBuilder.DropColumn(
                name: "PublicPurpose",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "PublicReasons",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "ValueForMoney",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "Plan",
                table: "Decisions");

            migrationBuilder.DropColumn(
                name: "PublishOn",
                table: "Decisions");

            migrationBuilder.DropColumn(
                name: "PublishOnByName",
                table: "Decisions");

        }
    }
}

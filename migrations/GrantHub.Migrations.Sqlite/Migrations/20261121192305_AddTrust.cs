using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GrantHub.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddTrust : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AccessEntries",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Origin = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessEntries", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "FileContents",
                columns: table => new
                {
                    StorageKey = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    IsHeld = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FileContents", x => x.StorageKey);
                });

            migrationBuilder.CreateTable(
                name: "HeldForms",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Fields = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HeldForms", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HeldForms_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Passkeys",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "BLOB", maxLength: 1023, nullable: false),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    Data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Passkeys", x => x.CredentialId);
                    table.ForeignKey(
                        name: "FK_Passkeys_SignIns_UserId",
                        column: x => x.UserId,
                        principalTable: "SignIns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FilePieces",
                columns: table => new
                {
                    StorageKey = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FilePieces", x => new { x.StorageKey, x.Number });
                    table.ForeignKey(
                        name: "FK_FilePieces_FileContents_StorageKey",
                        column: x => x.StorageKey,
                        principalTable: "FileContents",
                        principalColumn: "StorageKey",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "AuditHead",
                columns: new[] { "Id", "Hash", "Number" },
                values: new object[] { 2, "", 0L });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_At_Number",
                table: "AuditEntries",
                columns: new[] { "At", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_PersonId_Number",
                table: "AuditEntries",
                columns: new[] { "PersonId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_AccessEntries_At_Number",
                table: "AccessEntries",
                columns: new[] { "At", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_AccessEntries_PersonId_Number",
                table: "AccessEntries",
                columns: new[] { "PersonId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_AccessEntries_What_Number",
                table: "AccessEntries",
                columns: new[] { "What", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_FileContents_IsHeld_At",
                table: "FileContents",
                columns: new[] { "IsHeld", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_HeldForms_PersonId_At",
                table: "HeldForms",
                columns: new[] { "PersonId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Passkeys_UserId",
                table: "Passkeys",
                column: "UserId");

            // SQLite has no roles whose rights could be taken away: the tables themselves refuse.
            foreach (var table in new[] { "AuditEntries", "AccessEntries" })
                foreach (var change in new[] { "UPDATE", "DELETE" })
                    migrationBuilder.Sql(
                        $"CREATE TRIGGER \"{table}_no_{change}\" BEFORE {change} ON \"{table}\" "
                            + "BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;"
                    );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var change in new[] { "UPDATE", "DELETE" })
                migrationBuilder.Sql($"DROP TRIGGER \"AuditEntries_no_{change}\";");

            migrationBuilder.DropTable(
                name: "AccessEntries");

            migrationBuilder.DropTable(
                name: "FilePieces");

            migrationBuilder.DropTable(
                name: "HeldForms");

            migrationBuilder.DropTable(
                name: "Passkeys");

            migrationBuilder.DropTable(
                name: "FileContents");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_At_Number",
                table: "AuditEntries");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_PersonId_Number",
                table: "AuditEntries");

            migrationBuilder.DeleteData(
                table: "AuditHead",
                keyColumn: "Id",
                keyValue: 2);
        }
    }
}

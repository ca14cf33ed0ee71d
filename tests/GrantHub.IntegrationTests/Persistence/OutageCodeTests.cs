using System.Net.Sockets;
using GrantHub.Application;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Web.Commands;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GrantHub.IntegrationTests.Persistence;

/// <summary>Which errors of the databases pass by themselves, and which are faults of GrantHub.</summary>
public sealed class OutageCodeTests
{
    [Theory]
    [InlineData(5, "busy", Outage.Busy)]
    [InlineData(6, "a table is locked", Outage.Busy)]
    [InlineData(8, "the file cannot be written", Outage.Unreachable)]
    [InlineData(10, "the disk failed", Outage.Unreachable)]
    [InlineData(13, "the disk is full", Outage.Full)]
    [InlineData(14, "the file cannot be opened", Outage.Unreachable)]
    [InlineData(1, "wrong SQL", null)]
    [InlineData(11, "the file is broken", null)]
    [InlineData(19, "a constraint", null)]
    public void Sqlite_Code_IsRead(int code, string meaning, Outage? outage) =>
        Assert.Equal(outage, Outages.Of(new SqliteException(meaning, code)));

    [Theory]
    [InlineData("55P03", "a lock was not given in time", Outage.Busy)]
    [InlineData("57014", "the statement took too long", Outage.Busy)]
    [InlineData("53100", "the disk is full", Outage.Full)]
    [InlineData("53200", "it has no memory left", Outage.Unreachable)]
    [InlineData("58030", "the disk failed", Outage.Unreachable)]
    [InlineData("25006", "a standby, which cannot be written to", Outage.Unreachable)]
    [InlineData("53300", "too many connections", Outage.Unreachable)]
    [InlineData("57P01", "an administrator shuts it down", Outage.Unreachable)]
    [InlineData("57P02", "another process of it crashed", Outage.Unreachable)]
    [InlineData("57P03", "it starts or shuts down", Outage.Unreachable)]
    [InlineData("08006", "the connection broke", Outage.Unreachable)]
    [InlineData("23505", "a unique index", null)]
    [InlineData("40001", "two writers in each other's way, which run again", null)]
    [InlineData("42601", "wrong SQL", null)]
    [InlineData("42501", "the role lacks a right", null)]
    public void PostgreSql_State_IsRead(string state, string meaning, Outage? outage) =>
        Assert.Equal(
            outage,
            Outages.Of(
                new DbUpdateException(
                    meaning,
                    new PostgresException(meaning, "ERROR", "ERROR", state)
                )
            )
        );

    [Fact]
    public void PostgreSql_WithoutAnAnswer_IsBusyOrUnreachable()
    {
        Assert.Equal(Outage.Busy, Outages.Of(new NpgsqlException("", new TimeoutException())));
        Assert.Equal(
            Outage.Unreachable,
            Outages.Of(new NpgsqlException("", new SocketException(111)))
        );
    }

    /// <summary>Seen under kill -9 of the server: Npgsql says this of a connection that broke while it wrote.</summary>
    [Fact]
    public void PostgreSql_DriverThatStumbles_IsUnreachable()
    {
        string? nothing = null;
        Exception[] faults =
        [
            Assert.Throws<NullReferenceException>(() => nothing!.Length),
            new InvalidOperationException("Transaction is already completed"),
        ];
        foreach (var fault in faults)
        {
            Assert.Null(Outages.Of(fault));
            fault.Source = "Npgsql";
            Assert.Equal(Outage.Unreachable, Outages.Of(fault));
        }
    }

    /// <summary>EF says of it only that it is "likely due to a transient failure".</summary>
    [Fact]
    public void Command_WithoutADatabase_EndsWithASentence()
    {
        var fault = new InvalidOperationException(
            "An exception has been raised",
            new NpgsqlException("Failed to connect to 10.0.0.9:5432", new SocketException(111))
        );

        Assert.StartsWith(
            "The database did not answer as it should: ",
            CommandRefusal.Sentence(fault),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "The connection string cannot be read.",
            CommandRefusal.Sentence(
                Assert.Throws<ArgumentException>(() =>
                    new NpgsqlConnectionStringBuilder("Hst=there")
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "No space left on device",
            CommandRefusal.Sentence(new IOException("No space left on device", 28))
        );
        Assert.Equal(
            "Colour is not a colour.",
            CommandRefusal.Sentence(
                new AggregateException(
                    new OptionsValidationException(
                        "Office",
                        typeof(object),
                        ["Colour is not a colour."]
                    )
                )
            )
        );
    }

    /// <summary>No SQL Server runs here: the numbers are those of Microsoft's list.</summary>
    [Theory]
    [InlineData(-2, 11, "the client gave up waiting", Outage.Busy)]
    [InlineData(1222, 16, "a lock was not given in time", Outage.Busy)]
    [InlineData(1105, 17, "a filegroup is full", Outage.Full)]
    [InlineData(9002, 17, "the log is full", Outage.Full)]
    [InlineData(20, 16, "the server cannot encrypt just now", Outage.Unreachable)]
    [InlineData(53, 16, "the server was not found", Outage.Unreachable)]
    [InlineData(64, 16, "the connection broke while signing in", Outage.Unreachable)]
    [InlineData(121, 16, "the network took too long", Outage.Unreachable)]
    [InlineData(233, 16, "nobody is at the other end", Outage.Unreachable)]
    [InlineData(10053, 16, "the connection was broken off here", Outage.Unreachable)]
    [InlineData(10054, 16, "the connection was broken off there", Outage.Unreachable)]
    [InlineData(10060, 16, "the server did not answer", Outage.Unreachable)]
    [InlineData(10061, 16, "the server refused the connection", Outage.Unreachable)]
    [InlineData(0, 20, "the connection has ended", Outage.Unreachable)]
    [InlineData(102, 15, "wrong SQL", null)]
    [InlineData(229, 14, "the role lacks a right", null)]
    [InlineData(1205, 13, "a deadlock, which runs again", null)]
    [InlineData(2601, 14, "a unique index", null)]
    [InlineData(18456, 14, "the password is wrong", null)]
    public void SqlServer_Number_IsRead(int number, byte severity, string meaning, Outage? outage)
    {
        Assert.NotEmpty(meaning);
        Assert.Equal(outage, Outages.OfSqlServer(number, severity));
    }

    [Fact]
    public async Task SqlServer_ThatDoesNotRun_IsUnreachable()
    {
        using var free = new TcpListener(System.Net.IPAddress.Loopback, 0);
        free.Start();
        var port = ((System.Net.IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        await using var connection = new SqlConnection(
            $"Server=tcp:127.0.0.1,{port};User Id=sa;Password=none;Connect Timeout=5;ConnectRetryCount=0;Encrypt=false"
        );

        var fault = await Assert.ThrowsAsync<SqlException>(() => connection.OpenAsync());

        Assert.Equal(Outage.Unreachable, Outages.Of(fault));
    }

    /// <summary>Linux: ENOSPC and EDQUOT; Windows: ERROR_DISK_FULL.</summary>
    [Theory]
    [InlineData(28, Outage.Full)]
    [InlineData(122, Outage.Full)]
    [InlineData(unchecked((int)0x80070070), Outage.Full)]
    [InlineData(2, null)]
    public void Disk_Error_IsRead(int error, Outage? outage) =>
        Assert.Equal(outage, Outages.Of(new IOException("", error)));

    [Fact]
    public void Commit_OfWhichNobodyKnows_IsNoOutage() =>
        Assert.Null(Outages.Of(new UncertainException(new SqliteException("busy", 5))));
}

using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GrantHub.Application.Imports;
using GrantHub.Infrastructure.Imports;

namespace GrantHub.UnitTests.Imports;

public class CsvTableTests
{
    private const string Header = "date,supplier,amount,paid_by\n";
    private static readonly string[] Columns = ["date", "supplier", "amount", "paid_by"];
    private static readonly Dictionary<string, int> PaidBy = new()
    {
        ["commissioner"] = 1,
        ["chief-officer"] = 2,
    };

    [Fact]
    public void Read_GoodFile_GivesItsValues()
    {
        var table = Read(
            "\uFEFFpaid_by,amount,date,supplier\r\n"
                + "chief-officer,-16683.5,2017-05-19,\"Stockton, \"\"Council\"\"\r\nCE\"\r\n"
                + "\r\n"
                + "commissioner,,2017-05-20,Cafés\r\n"
        );

        Assert.Equal([2, 5], table.Rows.Select(row => row.Line));
        var first = table.Rows[0];
        Assert.Equal(new DateOnly(2017, 5, 19), first.RequiredDate("date"));
        Assert.Equal("Stockton, \"Council\"\r\nCE", first.RequiredText("supplier", 200));
        Assert.Equal(-1668350, first.RequiredPence("amount"));
        Assert.Equal(2, first.Choice("paid_by", PaidBy));
        Assert.Null(table.Rows[1].OptionalPence("amount"));
        Assert.Equal("Cafés", table.Rows[1].Text("supplier"));
        Assert.Empty(table.Faults);
    }

    [Theory]
    [InlineData(
        "",
        "line 1, column date: expected the header date,supplier,amount,paid_by, found nothing"
    )]
    [InlineData(
        "\n\n",
        "line 1, column date: expected the header date,supplier,amount,paid_by, found nothing"
    )]
    [InlineData(
        "date,supplier,amount,paid_by,colour\n",
        "line 1, column colour: expected one of date, supplier, amount, paid_by, found \"colour\""
    )]
    [InlineData(
        "date,supplier,amount,paid_by,\n",
        "line 1, column number 5: expected one of date, supplier, amount, paid_by, found nothing"
    )]
    [InlineData(
        "date,supplier,paid_by\n",
        "line 1, column amount: expected the column once, found no such column"
    )]
    [InlineData(
        "date,supplier,amount,amount,paid_by\n",
        "line 1, column amount: expected the column once, found it 2 times"
    )]
    [InlineData(
        "Date,supplier,amount,paid_by\n",
        "line 1, column Date: expected one of date, supplier, amount, paid_by, found \"Date\"\nline 1, column date: expected the column once, found no such column"
    )]
    [InlineData(
        Header + "2017-05-19,X\n",
        "line 2, column amount: expected 4 values, as in the header, found 2"
    )]
    [InlineData(
        Header + "2017-05-19,X,1,commissioner,more\n",
        "line 2, column paid_by: expected 4 values, as in the header, found 5"
    )]
    [InlineData(
        Header + "a,\"two\nlines\",1,b\nc\n",
        "line 4, column supplier: expected 4 values, as in the header, found 1"
    )]
    [InlineData(
        Header + "\n\r\na\n",
        "line 4, column supplier: expected 4 values, as in the header, found 1"
    )]
    [InlineData(
        Header + "a,b \"c\" d,1,e\n",
        "line 2, column supplier: expected quotation marks around the whole value, and doubled within it, found \"b \"c\" d\""
    )]
    [InlineData(
        Header + "a,b,\"1\"2,e\n",
        "line 2, column amount: expected quotation marks around the whole value, and doubled within it, found \"\"1\"2\""
    )]
    [InlineData(
        Header + "a,b,1,c\na,\"b,1,c\nd,e,2,f\n",
        "line 3, column supplier: expected a closing quotation mark, found the end of the file"
    )]
    [InlineData(
        Header + "a,b\0,1,c\n",
        "line 2, column supplier: expected text in UTF-8, found a control character in \"b \""
    )]
    public void Read_MisshapenFile_NamesLineAndColumn(string file, string faults) =>
        Assert.Equal(faults, string.Join('\n', Read(file).Faults));

    [Fact]
    public void Read_BytesThatAreNotUtf8_AreNamedWhereTheyStand()
    {
        var table = CsvTable.Read(
            Encoding.Latin1.GetBytes(Header + "a,\"x\ny\",1,b\nc,Café,2,d\n"),
            Columns
        );

        Assert.Equal(
            "line 4, column supplier: expected text in UTF-8, found bytes that are not UTF-8 in \"Caf\uFFFD\"",
            Assert.Single(table.Faults).ToString()
        );
    }

    [Fact]
    public void Read_Utf16_IsRefused() =>
        Assert.NotEmpty(
            CsvTable.Read(Encoding.Unicode.GetBytes("\uFEFF" + Header), Columns).Faults
        );

    [Theory]
    [InlineData("£12")]
    [InlineData("1,234.00")]
    [InlineData("12.345")]
    [InlineData("12.")]
    [InlineData(".50")]
    [InlineData("+12")]
    [InlineData("1e3")]
    [InlineData("- 12")]
    [InlineData("(12)")]
    [InlineData("١٢")]
    [InlineData("")]
    public void RequiredPence_NotAnAmount_IsAFault(string value)
    {
        var table = Read(Header + $"a,b,\"{value}\",c\n");

        Assert.Null(table.Rows[0].RequiredPence("amount"));
        Assert.Equal(
            "line 2, column amount: expected an amount such as 1234.50, in digits with at most two "
                + $"decimals and no £ or comma, found {ImportFault.Quote(value)}",
            Assert.Single(table.Faults).ToString()
        );
    }

    [Theory]
    [InlineData("92233720368547758.07", long.MaxValue)]
    [InlineData("-92233720368547758.08", long.MinValue)]
    [InlineData("-0.05", -5L)]
    [InlineData("16683", 1668300L)]
    [InlineData("0.5", 50L)]
    public void RequiredPence_Amount_IsExact(string value, long pence) =>
        Assert.Equal(pence, Read(Header + $"a,b,{value},c\n").Rows[0].RequiredPence("amount"));

    [Theory]
    [InlineData("92233720368547758.08")]
    [InlineData("-92233720368547758.09")]
    [InlineData("99999999999999999999999999999999")]
    public void RequiredPence_TooLarge_IsAFault(string value)
    {
        var table = Read(Header + $"a,b,{value},c\n");

        Assert.Null(table.Rows[0].RequiredPence("amount"));
        Assert.Equal(
            $"line 2, column amount: expected an amount of at most 92233720368547758.07, found \"{value}\"",
            Assert.Single(table.Faults).ToString()
        );
    }

    [Fact]
    public void RequiredPence_AnyAmountAsPrinted_ComesBack() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<long>(),
                pence =>
                {
                    var printed = ((decimal)pence / 100).ToString(
                        "0.00",
                        CultureInfo.InvariantCulture
                    );
                    return Read(Header + $"a,b,{printed},c\n").Rows[0].RequiredPence("amount")
                        == pence;
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("19/05/2017", "\"19/05/2017\"")]
    [InlineData("2017-02-29", "\"2017-02-29\"")]
    [InlineData("2017-5-9", "\"2017-5-9\"")]
    [InlineData("", "nothing")]
    public void RequiredDate_NotADate_IsAFault(string value, string found)
    {
        var table = Read(Header + $"{value},b,1,c\n");

        Assert.Null(table.Rows[0].RequiredDate("date"));
        Assert.Equal(
            $"line 2, column date: expected a date such as 2019-04-01, found {found}",
            Assert.Single(table.Faults).ToString()
        );
    }

    [Fact]
    public void Choice_OtherWord_NamesTheChoices()
    {
        var table = Read(Header + "a,b,1,Commissioner\n");

        Assert.Null(table.Rows[0].Choice("paid_by", PaidBy));
        Assert.Equal(
            "line 2, column paid_by: expected one of commissioner, chief-officer, found \"Commissioner\"",
            Assert.Single(table.Faults).ToString()
        );
    }

    [Fact]
    public void RequiredText_BlankOrTooLong_IsAFault()
    {
        var table = Read(Header + "a,\" \",1,c\nabcdef,b,1,c\n");

        Assert.Null(table.Rows[1].RequiredText("date", 5));
        Assert.Null(table.Rows[0].RequiredText("supplier", 5));
        Assert.Equal(
            [
                "line 2, column supplier: expected a value, found nothing",
                "line 3, column date: expected at most 5 characters, found 6 characters",
            ],
            table.Faults.Select(fault => fault.ToString())
        );
    }

    [Fact]
    public void Row_OfAFileWithoutTheColumn_AddsNoSecondFault()
    {
        var table = Read("date,supplier,paid_by\n2017-05-19,b,c\n");

        Assert.Null(table.Rows[0].RequiredPence("amount"));
        Assert.Equal(1, Assert.Single(table.Faults).Line);
    }

    [Fact]
    public void Fault_OfALongValue_StaysOnOneShortLine()
    {
        var table = Read(Header + $"\"{new string('x', 50)}\n{new string('y', 50)}\",b,1,c\n");
        table.Rows[0].RequiredDate("date");

        Assert.EndsWith(
            $"found \"{new string('x', 50)} {new string('y', 9)}…\"",
            Assert.Single(table.Faults).ToString(),
            StringComparison.Ordinal
        );
    }

    private static CsvTable Read(string file) =>
        CsvTable.Read(Encoding.UTF8.GetBytes(file), Columns);
}

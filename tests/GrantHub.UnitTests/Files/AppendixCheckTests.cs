using System.Text;
using GrantHub.Application.Files;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;

namespace GrantHub.UnitTests.Files;

public class AppendixCheckTests
{
    private static readonly byte[] Pdf = "%PDF-1.7\n"u8.ToArray();
    private static readonly byte[] Executable = [(byte)'M', (byte)'Z', 0x90, 0, 3, 0, 0, 0];

    public static TheoryData<string, byte[], AppendixKind, string> Good =>
        new()
        {
            { "plan.pdf", Pdf, AppendixKind.Pdf, "application/pdf" },
            { "PLAN.PDF", Pdf, AppendixKind.Pdf, "application/pdf" },
            { "virus.exe.pdf", Pdf, AppendixKind.Pdf, "application/pdf" },
            {
                "plan.docx",
                SampleFiles.OpenXml("word/document.xml", SampleFiles.Word),
                AppendixKind.Word,
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            },
            {
                "online.docx",
                SampleFiles.OpenXml("word/document2.xml", SampleFiles.Word),
                AppendixKind.Word,
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            },
            {
                "budget.xlsx",
                SampleFiles.OpenXml("xl/workbook.xml", SampleFiles.Excel),
                AppendixKind.Excel,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            },
            {
                "old.doc",
                SampleFiles.Compound("1Table", "WordDocument"),
                AppendixKind.Word,
                "application/msword"
            },
            {
                "old.xls",
                SampleFiles.Compound("Workbook"),
                AppendixKind.Excel,
                "application/vnd.ms-excel"
            },
            {
                "older.xls",
                SampleFiles.Compound("Book"),
                AppendixKind.Excel,
                "application/vnd.ms-excel"
            },
            {
                "map.png",
                [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0],
                AppendixKind.Image,
                "image/png"
            },
            { "map.jpg", [0xFF, 0xD8, 0xFF, 0xE0], AppendixKind.Image, "image/jpeg" },
            { "map.jpeg", [0xFF, 0xD8, 0xFF, 0xE1], AppendixKind.Image, "image/jpeg" },
            { "map.gif", "GIF89a"u8.ToArray(), AppendixKind.Image, "image/gif" },
            { "note.txt", "£5 – ‘ok’\r\n"u8.ToArray(), AppendixKind.Text, "text/plain" },
            { "note.txt", "\uFEFF£5"u8.ToArray(), AppendixKind.Text, "text/plain" },
            { "windows.csv", [(byte)'a', 0xA3, (byte)'5', 0x96], AppendixKind.Text, "text/csv" },
            {
                "across a buffer.txt",
                Encoding.UTF8.GetBytes(new string('x', 64 * 1024 - 1) + "✓"),
                AppendixKind.Text,
                "text/plain"
            },
        };

    public static TheoryData<string, byte[], string> Refused =>
        new()
        {
            { "plan.pdf", [], "appendix-empty" },
            { "page.html", "<p>"u8.ToArray(), "appendix-type" },
            { "logo.svg", "<svg/>"u8.ToArray(), "appendix-type" },
            { "files.zip", SampleFiles.Zip(("a", "b")), "appendix-type" },
            { "setup.exe", Executable, "appendix-type" },
            { "plan.pdf.exe", Pdf, "appendix-type" },
            { "plan", Pdf, "appendix-type" },
            { "plan.docm", Pdf, "appendix-type" },
            { "annex\u202Efdp.exe", Pdf, "appendix-type" },
            { "plan.pdf", Executable, "appendix-disguised" },
            { "plan.pdf", "<html>%PDF-1.7"u8.ToArray(), "appendix-disguised" },
            { "plan.pdf", "%PD"u8.ToArray(), "appendix-disguised" },
            { "plan.docx", SampleFiles.Zip(("word/document.xml", "<x/>")), "appendix-disguised" },
            { "plan.docx", "PK\u0003\u0004 not a zip"u8.ToArray(), "appendix-disguised" },
            {
                "plan.docx",
                SampleFiles.Zip(("[Content_Types].xml", "<Types"), ("word/document.xml", "")),
                "appendix-disguised"
            },
            {
                "plan.docx",
                SampleFiles.OpenXml("xl/workbook.xml", SampleFiles.Excel),
                "appendix-disguised"
            },
            { "plan.docx", Pdf, "appendix-disguised" },
            { "plan.docx", SampleFiles.Compound("WordDocument"), "appendix-disguised" },
            {
                "plan.docx",
                SampleFiles.Compound("EncryptionInfo", "EncryptedPackage"),
                "appendix-protected"
            },
            {
                "plan.docx",
                SampleFiles.OpenXml("word/document.xml", SampleFiles.MacroWord),
                "appendix-macros"
            },
            {
                "plan.docx",
                SampleFiles.OpenXml("word/document.xml", SampleFiles.Word, "word/VbaProject.BIN"),
                "appendix-macros"
            },
            { "old.doc", SampleFiles.Compound("Workbook"), "appendix-disguised" },
            { "old.doc", Executable, "appendix-disguised" },
            { "old.doc", SampleFiles.Compound("WordDocument", "Macros", "VBA"), "appendix-macros" },
            { "old.xls", SampleFiles.Compound("Workbook", "_VBA_PROJECT"), "appendix-macros" },
            { "map.png", [0xFF, 0xD8, 0xFF, 0xE0], "appendix-disguised" },
            { "map.gif", "GIF88a"u8.ToArray(), "appendix-disguised" },
            { "note.txt", Executable, "appendix-disguised" },
            { "note.txt", Encoding.Unicode.GetBytes("text"), "appendix-disguised" },
            { "note.txt", " \uFEFF<!DOCTYPE html>"u8.ToArray(), "appendix-disguised" },
            { "note.csv", "\uFEFF\n<Script>x"u8.ToArray(), "appendix-disguised" },
            { "note.txt", [(byte)'a', 0x81], "appendix-disguised" },
            { "note.txt", [(byte)'a', 0x9D, 0xE2], "appendix-disguised" },
        };

    [Theory]
    [MemberData(nameof(Good))]
    public void Examine_ContentThatItsNameClaims_IsTaken(
        string name,
        byte[] content,
        AppendixKind kind,
        string contentType
    ) => Assert.Equal((kind, contentType), Examine(name, content));

    [Theory]
    [MemberData(nameof(Refused))]
    public void Examine_WhatIsNoAppendix_IsRefusedBySentence(
        string name,
        byte[] content,
        string code
    )
    {
        var refusal = Assert.Throws<DomainException>(() => Examine(name, content));

        Assert.Equal(code, refusal.Code);
        Assert.StartsWith(
            $"‘{AppendixName.Clean(name)}’ ",
            refusal.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("choose", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Examine_ExecutableCalledPdf_SaysWhatToDo() =>
        Assert.Equal(
            "‘plan.pdf’ ends in .pdf but is not a PDF. Open it in the program that made it, save "
                + "it as a PDF, and choose the saved file.",
            Assert.Throws<DomainException>(() => Examine("plan.pdf", Executable)).Message
        );

    [Fact]
    public void RequireAllowedSize_OneByteOver25Megabytes_IsRefused()
    {
        AppendixCheck.RequireAllowedSize(26_214_400, "plan.pdf");
        var refusal = Assert.Throws<DomainException>(() =>
            AppendixCheck.RequireAllowedSize(26_214_401, "plan.pdf")
        );

        Assert.Equal("appendix-too-large", refusal.Code);
        Assert.Equal(
            "‘plan.pdf’ is larger than 25 MB. Make it smaller, for example by compressing its "
                + "pictures, or split it into several files.",
            refusal.Message
        );
    }

    private static (AppendixKind, string) Examine(string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return AppendixCheck.Examine(stream, name);
    }
}

using System.Text;
using QuickStart.Tables;

namespace MLNet.Compression.Delivery.Tests.QuickStart;

/// <summary>Tables made of a test's text.</summary>
internal static class Tables
{
    public static Table Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static Table Of(byte[] bytes) => Table.Read("data.csv", () => new MemoryStream(bytes));
}

using Microsoft.ML;
using MLNet.Compression.Runtime.Tests;
using QuickStart;

namespace MLNet.Compression.Delivery.Tests.QuickStart;

public sealed class QuickStartDataTests
{
    [Test]
    public void Load_BuiltIn_HasAllRows()
    {
        var ml = new MLContext();
        var (train, test) = QuickStartData.Load(ml, Options.Default);
        Assert.That((Count(ml, train), Count(ml, test)), Is.EqualTo((1230, 307)));
    }

    [TestCase("text,label\nx,one\ny,one", null, "All rows to train on have the label 'one'")]
    [TestCase("text,label\nx,one\ny,two", "text,label\nx,three", "No row to measure on has a label of the rows to train on: three")]
    public void Load_LabelsThatTeachNothing_IsRefused(string data, string? test, string message)
    {
        using var folder = new TemporaryFolder();
        FileInfo Write(string name, string text)
        {
            File.WriteAllText(folder.File(name), text);
            return new FileInfo(folder.File(name));
        }

        var options = Options.Default with { Data = Write("data.csv", data), Test = Write("test.csv", test ?? data) };
        Assert.That(() => QuickStartData.Load(new MLContext(1), options), Throws.TypeOf<InvalidDataException>().With.Message.StartsWith(message));
    }

    private static int Count(MLContext ml, IDataView data) => ml.Data.CreateEnumerable<LabeledText>(data, reuseRowObject: true).Count();
}

using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Export;

/// <summary>ML.NET's exporter leaves out what it can't convert, without an error; a text model says so instead.</summary>
public class ConvertToOnnxTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static IEnumerable<TestCaseData> Models()
    {
        TestCaseData Case(string name, Func<ITransformer> model) => new TestCaseData(model).SetArgDisplayNames(name);
        yield return Case("alone", () => Fitted.Teacher);
        yield return Case("quantised", () => Fitted.Compressed);
        yield return Case("at the end of a chain", () => new TransformerChain<ITransformer>(Before(), Fitted.Teacher));
        yield return Case("inside a chain", () => Fitted.Teacher.Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(Fitted.Teacher.Transform(Fitted.Test))));
    }

    [TestCaseSource(nameof(Models))]
    public void ConvertToOnnx_TextModel_SaysWhatToDoAndWritesNothing(Func<ITransformer> model)
    {
        using var stream = new MemoryStream();

        Assert.That(
            () => _ml.Model.ConvertToOnnx(model(), Fitted.Test, stream),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("ExportCheckpoint").And.Message.Contains("without this transformer"));
        Assert.That(stream.Length, Is.Zero);
    }

    [Test]
    public void ConvertToOnnx_RestOfThePipeline_IsLeftAlone()
    {
        using var stream = new MemoryStream();

        _ml.Model.ConvertToOnnx(Before(), Fitted.Test, stream);

        Assert.That(stream.Length, Is.Positive);
    }

    private static ColumnCopyingTransformer Before() => _ml.Transforms.CopyColumns("Copy", "Number").Fit(Fitted.Test);
}

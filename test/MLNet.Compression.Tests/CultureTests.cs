using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests;

/// <summary>Pipelines give the same models, files and texts wherever a user lives.</summary>
[TestFixtureSource(typeof(Cultures), nameof(Cultures.All))]
public class CultureTests(string culture)
{
    [Test]
    public void Fit_AnyCulture_GivesTheSameModel()
    {
        static byte[] Fit()
        {
            var model = new MLContext(seed: 1).MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1)).Fit(Messages.LoadKeyed(new MLContext(1), 48));
            using var file = new MemoryStream();
            model.Model.Save(file);
            return file.ToArray();
        }

        Assert.That(Cultures.In(culture, Fit), Is.EqualTo(Cultures.Invariant(Fit)));
    }

    [Test]
    public void Load_AnyCulture_GivesTheSameScores()
    {
        static float[][] Load() =>
            [.. SavedModel.RoundTrip(Fitted.Context, Fitted.Compressed, Fitted.Train.Schema).Transform(Fitted.Test).GetColumn<float[]>("Score")];

        Assert.That(Cultures.In(culture, Load), Is.EqualTo(Cultures.Invariant(Load)));
    }

    [Test]
    public void Report_AnyCulture_ReadsTheSame()
    {
        // The latencies in it are measured anew by each report.
        var report = Fitted.Compressed.Report;

        Assert.That(Cultures.In(culture, report.ToString), Is.EqualTo(Cultures.Invariant(report.ToString)));
    }

    [Test]
    public void Fit_InfiniteLabelInAnyCulture_SaysTheSame()
    {
        static string Message()
        {
            var ml = new MLContext(seed: 1);
            var data = ml.Data.LoadFromEnumerable([new RatedText("good", 1), new RatedText("bad", float.NegativeInfinity)]);
            return Assert.Catch(() => ml.Regression.Trainers.TextRegression(labelColumnName: nameof(RatedText.Label), sentence1ColumnName: nameof(RatedText.Text)).Fit(data))!.GetBaseException().Message;
        }

        Assert.That(Cultures.In(culture, Message), Is.EqualTo(Cultures.Invariant(Message)).And.Contains("-Infinity"));
    }

    [Test]
    public void Parse_ShapeInAnyCulture_IsTheSame() =>
        Assert.That(Cultures.In(culture, () => StudentShape.Parse("4x312x12x1200")), Is.EqualTo(new StudentShape(4, 312, 12, 1200)));

    private sealed record RatedText(string Text, float Label);
}

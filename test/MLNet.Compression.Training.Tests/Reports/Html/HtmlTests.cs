using MLNet.Compression.Training.Reports.Html.Charts;
using MLNet.Compression.Training.Reports.Html.Markup;
using MLNet.Compression.Training.Reports.Html.Sections;

namespace MLNet.Compression.Training.Tests.Reports.Html;

public class HtmlTests
{
    [Test]
    public void Text_WithMarkup_IsText() =>
        Assert.That(new HtmlText("<b a='1'>&\"\u0000\u001b\ud800").ToString(), Is.EqualTo("&lt;b a=&#39;1&#39;&gt;&amp;&quot;\ufffd\ufffd\ufffd"));

    [Test]
    public void Element_WithAttributesAndContent_NestsThem() => Assert.That(
        new HtmlElement("a", "x", new HtmlElement("b")).With("title", "\"><script>").With("x", 1.5).ToString(),
        Is.EqualTo("<a title=\"&quot;&gt;&lt;script&gt;\" x=\"1.5\">x<b></b></a>"));

    [TestCase(0.0, "0\u00a0B")]
    [TestCase(999.0, "999\u00a0B")]
    [TestCase(999.9, "1\u00a0kB")]
    [TestCase(11_405_105.0, "11.4\u00a0MB")]
    [TestCase(2.5e15, "2500\u00a0TB")]
    [TestCase(double.NaN, "–")]
    public void Bytes_InWords(double bytes, string expected) => Assert.That(Figures.Bytes(bytes), Is.EqualTo(expected));

    [TestCase("LearningRate", "learning rate")]
    [TestCase("Plan.EmbeddingScheme", "plan: embedding scheme")]
    [TestCase("Text", "text")]
    public void SettingName_InWords(string option, string expected) => Assert.That(SettingWords.Name(option), Is.EqualTo(expected));

    [TestCase("null", "none")]
    [TestCase("True", "yes")]
    [TestCase("'Sentence1'", "Sentence1")]
    [TestCase("'", "'")]
    [TestCase("0.1", "0.1")]
    public void SettingValue_InWords(string value, string expected) => Assert.That(SettingWords.Value(value), Is.EqualTo(expected));

    [TestCase(0.0, 1.0)]
    [TestCase(0.713, 0.746)]
    [TestCase(-3.0, 12_345.0)]
    [TestCase(5.0, 5.0)]
    [TestCase(0.0, 0.0)]
    [TestCase(1e-12, 2e-12)]
    [TestCase(-1e15, 1e15)]
    public void LinearScale_AnyRange_HoldsItBetweenFewTicks(double least, double most)
    {
        var scale = LinearScale.Of([least, most]);

        Assert.That(scale.PlaceOf(least), Is.InRange(-1e-9, 1 + 1e-9));
        Assert.That(scale.PlaceOf(most), Is.InRange(scale.PlaceOf(least), 1 + 1e-9));
        Assert.That(scale.Ticks, Has.Count.InRange(2, 8).And.Ordered.And.Unique);
        Assert.That(scale.PlaceOf(scale.Ticks[0]), Is.Zero.Within(1e-9));
        Assert.That(scale.PlaceOf(scale.Ticks[^1]), Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void LinearScale_OfShares_EndsAtOne() => Assert.That(LinearScale.Of([1, 1, 1], mostPossible: 1).Ticks[^1], Is.EqualTo(1).Within(1e-12));

    [TestCase(20_000.0, 292_000.0)]
    [TestCase(0.0071, 0.0228)]
    [TestCase(5.0, 5.0)]
    [TestCase(0.0, 10.0)]
    [TestCase(3.1, 3.4)]
    [TestCase(1.0, 1e12)]
    public void LogScale_AnyRange_HoldsItWithTicks(double least, double most)
    {
        var scale = new LogScale([least, most]);

        Assert.That(scale.PlaceOf(least), Is.InRange(0, 1));
        Assert.That(scale.PlaceOf(most), Is.InRange(0, 1));
        Assert.That(scale.Ticks, Has.Count.InRange(2, 14).And.Ordered.And.Unique);
        Assert.That(scale.Ticks.Select(scale.PlaceOf), Has.All.InRange(0, 1));
    }
}

namespace MLNet.Compression.Tests.Distillation;

public class StudentShapeTests
{
    [TestCase("4x312x12x1200", 4, 312, 12, 1200)]
    [TestCase(" 2 x 64 X 4 x 128", 2, 64, 4, 128)]
    [TestCase("TinyBert4", 4, 312, 12, 1200)]
    [TestCase("minilm6", 6, 384, 12, 1536)]
    public void Parse_Shape_HasItsSizes(string text, int layers, int hidden, int heads, int feedForward) =>
        Assert.That(StudentShape.Parse(text), Is.EqualTo(new StudentShape(layers, hidden, heads, feedForward)));

    [TestCase("")]
    [TestCase("4x312x12")]
    [TestCase("4x312x12x0")]
    [TestCase("4x313x12x1200")]
    [TestCase("huge")]
    [TestCase("4x312x12x1200x1")]
    [TestCase("4x312x12x99999999999")]
    public void Parse_NoShape_SaysWhatIsAllowed(string text) =>
        Assert.That(() => StudentShape.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains($"'{text}'").And.Message.Contains("4x312x12x1200").And.Message.Contains("tinybert4"));

    [Test]
    public void ToString_Shape_CanBeParsed() => Assert.That(StudentShape.Parse($"{StudentShape.TinyBert6}"), Is.EqualTo(StudentShape.TinyBert6));

    [Test]
    public void Constructor_HiddenSizeNoMultipleOfHeads_Throws() => Assert.That(() => new StudentShape(1, 30, 4, 64), Throws.ArgumentException);
}

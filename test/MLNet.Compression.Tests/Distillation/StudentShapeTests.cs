namespace MLNet.Compression.Tests.Distillation;

public class StudentShapeTests
{
    [TestCase("4x312x12x1200", 4, 312, 12, 1200)]
    [TestCase(" 2 x 64 X 4 x 128", 2, 64, 4, 128)]
    [TestCase("TinyBert4", 4, 312, 12, 1200)]
    [TestCase("minilm6", 6, 384, 12, 1536)]
    public void Parse_Shape_HasItsSizes(string text, int layers, int hidden, int heads, int feedForward) =>
        Assert.That(StudentShape.Parse(text), Is.EqualTo(new StudentShape(layers, hidden, heads, feedForward)));

    [TestCase("static256", 256, 0)]
    [TestCase(" Static 64 x 32", 64, 32)]
    public void Parse_StaticShape_HasItsSizes(string text, int dimensions, int hidden) =>
        Assert.That(StudentShape.Parse(text), Is.EqualTo(StudentShape.Static(dimensions, hidden: hidden)).And.Property("Layers").Zero.And.Property("Dimensions").EqualTo(dimensions));

    [TestCase("static")]
    [TestCase("static0")]
    [TestCase("static8x0")]
    [TestCase("static8x8x8")]
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
    public void ToString_Shape_CanBeParsed()
    {
        foreach (var shape in new[] { StudentShape.TinyBert6, StudentShape.Static(64), StudentShape.Static(64, hidden: 16) })
        {
            Assert.That(StudentShape.Parse($"{shape}"), Is.EqualTo(shape));
        }
    }

    [TestCase(0, 0)]
    [TestCase(8, -1)]
    public void Static_SizeOutOfRange_Throws(int dimensions, int hidden) => Assert.That(() => StudentShape.Static(dimensions, hidden: hidden), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Constructor_HiddenSizeNoMultipleOfHeads_Throws() => Assert.That(() => new StudentShape(1, 30, 4, 64), Throws.ArgumentException);
}

using MLNet.Compression.Runtime.Tokenization.Characters;

namespace MLNet.Compression.Runtime.Tests.Tokenization.Characters;

[TestFixture]
internal sealed class CharacterDataTests
{
    private const string Resource = "CharacterData.bin";
    private const string ResourceFolder = "src/MLNet.Compression.Runtime/Tokenization/Characters";

    [Test, Explicit("Writes the resource into the source tree, after a change of the lists it is made from.")]
    public void WriteCharacterData()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "MLNet.Compression.slnx")))
        {
            root = root.Parent!;
        }

        var path = Path.Combine(root.FullName, ResourceFolder, Resource);
        File.WriteAllBytes(path, CharacterDataWriter.Write());
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(CharacterDataWriter.Write()));
    }

    [Test]
    public void Resource_ComparedWithGenerator_IsCurrent()
    {
        using var stream = typeof(BertTokenizer).Assembly.GetManifestResourceStream(Resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);

        Assert.That(bytes, Is.EqualTo(CharacterDataWriter.Write()), $"Run {nameof(WriteCharacterData)}.");
    }

    [TestCase(true)]
    [TestCase(false)]
    public void CharacterTable_OfEveryCodePoint_FollowsTheReferenceLists(bool lowerCase)
    {
        var expected = new ReferenceCharacters(TokenizerGolden.Json("code-points.json"), lowerCase);
        var table = CharacterTable.For(new TokenizerOptions { LowerCase = lowerCase });

        var wrong = Enumerable.Range(0, 0x110000).Where(c => c is < 0xD800 or >= 0xE000).Where(c => !IsRight(table, c, expected.Classify(c)));

        Assert.That(wrong.Select(codePoint => $"U+{codePoint:X4}"), Is.Empty);
    }

    [TestCase(false, true, 0x00C9, new[] { 0x45 }, TestName = "Only accents: É")]
    [TestCase(true, false, 0x00C9, new[] { 0xE9 }, TestName = "Only case: É")]
    [TestCase(true, false, 0x0130, new[] { 0x69, 0x307 }, TestName = "Only case: İ")]
    [TestCase(true, true, 0x0130, new[] { 0x69 }, TestName = "Case and accents: İ")]
    [TestCase(false, false, 0x0130, new[] { 0x130 }, TestName = "Neither: İ")]
    public void CharacterTable_WithSeparateSettings_DoesEachAlone(bool lowerCase, bool stripAccents, int codePoint, int[] expected)
    {
        var table = CharacterTable.For(new TokenizerOptions { LowerCase = lowerCase, StripAccents = stripAccents });
        var entry = table[codePoint];

        var actual = CharacterTable.Kind(entry) == CharacterKind.Expansion
            ? table.Expansion(entry).ToArray()
            : [CharacterTable.Mapped(entry, codePoint)];

        Assert.That(actual, Is.EqualTo(expected));
    }

    private static bool IsRight(CharacterTable table, int codePoint, (CharacterKind Kind, int[] Result) expected)
    {
        var entry = table[codePoint];
        if (CharacterTable.Kind(entry) != expected.Kind)
        {
            return false;
        }

        return expected.Kind switch
        {
            CharacterKind.Letter or CharacterKind.Isolated => CharacterTable.Mapped(entry, codePoint) == expected.Result[0],
            CharacterKind.Expansion => table.Expansion(entry).SequenceEqual(expected.Result),
            _ => true,
        };
    }
}

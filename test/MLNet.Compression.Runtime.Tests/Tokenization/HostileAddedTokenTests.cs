using MLNet.Compression.Runtime.Tests.Files;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

/// <summary>Files of added tokens that try to take memory or time.</summary>
[TestFixture]
internal sealed class HostileAddedTokenTests
{
    private const int Some = 10_000;
    private const int Many = 200_000;

    [TestCase(Some, true)]
    [TestCase(4 * Some, false)]
    [TestCase(Many, false)]
    public void Load_ManyAddedTokens_TakesBoundedMemory(int count, bool isRead) =>
        RequireBounded("added_tokens.json", $"{{{List(count, (i, id) => $"\"t{i}\":{id}")}}}", isRead);

    [TestCase(Some, true)]
    [TestCase(4 * Some, false)]
    [TestCase(Many, false)]
    public void Load_ManyTokensInTheConfiguration_TakesBoundedMemory(int count, bool isRead) =>
        RequireBounded("tokenizer_config.json", $"{{\"added_tokens_decoder\":{{{List(count, (i, id) => $"\"{id}\":{{\"content\":\"t{i}\"}}")}}}}}", isRead);

    [TestCase(Some, true)]
    [TestCase(4 * Some, false)]
    [TestCase(Many, false)]
    public void Load_ManySpecialTokens_TakesBoundedMemory(int count, bool isRead) =>
        RequireBounded("special_tokens_map.json", $"{{\"additional_special_tokens\":[{List(count, (i, _) => $"\"t{i}\"")}]}}", isRead);

    [Test]
    public void Load_OneSpecialTokenOverAndOver_TakesBoundedMemory() =>
        RequireBounded("special_tokens_map.json", $"{{\"additional_special_tokens\":[{List(Many, (_, _) => "\"t\"")}]}}", isRead: false);

    [TestCase(Some, true)]
    [TestCase(4 * Some, false)]
    [TestCase(Many, false)]
    public void Load_ManyNamedSpecialTokens_TakesBoundedMemory(int count, bool isRead) =>
        RequireBounded("tokenizer_config.json", $"{{\"extra_special_tokens\":{{{List(count, (i, _) => $"\"n{i}\":\"t{i}\"")}}}}}", isRead);

    [TestCase('a')]
    [TestCase('\u4e2d')]
    public void Load_OneLongToken_TakesBoundedMemory(char character) =>
        RequireBounded("added_tokens.json", $"{{\"{new string(character, 2_000_000)}\":{FirstId}}}", isRead: false);

    [Test]
    public void Load_TokensThatBeginAlike_TakesBoundedMemory() =>
        RequireBounded("added_tokens.json", $"{{{List(900, (i, id) => $"\"{new string('a', i + 1)}b\":{id}")}}}", isRead: true);

    [Test]
    public void Load_VocabularyWithManyAddedTokens_IsCompared()
    {
        using var folder = new TokenizerFolder().WriteTokenizer();
        var pieces = TokenizerFolder.Tokens;
        folder.Write("added_tokens.json", $"{{{List(Some, (i, _) => $"\"t{i}\":{pieces.Length + i}")}}}");
        folder.Write("vocab.txt", string.Join('\n', pieces.Concat(Enumerable.Range(0, Some).Select(i => $"t{i}"))));

        Assert.That(BertTokenizer.Load(folder.Path).Vocabulary.Count, Is.EqualTo(pieces.Length + Some));
    }

    private static int FirstId => TokenizerFolder.Tokens.Length;

    private static string List(int count, Func<int, int, string> entry) => string.Join(',', Enumerable.Range(0, count).Select(i => entry(i, FirstId + i)));

    private static void RequireBounded(string file, string content, bool isRead)
    {
        using var folder = new TokenizerFolder().WriteVocabulary().Write(file, content);

        Assert.That(Hostile.TryRead(new FileInfo(folder.File(file)).Length, () => BertTokenizer.Load(folder.Path)), Is.EqualTo(isRead));
    }
}

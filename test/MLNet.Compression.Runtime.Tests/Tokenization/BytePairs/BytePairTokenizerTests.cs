using Microsoft.ML.Tokenizers;
using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression.Runtime.Tests.Tokenization.BytePairs;

[TestFixture]
internal sealed class BytePairTokenizerTests
{
    private static readonly string[] _texts =
    [
        "Hello, world!", " a  b\t\n c ", "", " ", "\n\n", "don't we'll I'm she'd you've they're 'mars' 's", "x  1234567890 ½ Ⅷ", "naïve café", "東京 と 大阪",
        "emoji 😀👍🏽 done", "a\u0301b", "snake_case CamelCase ###", "tail   ", "   head", "tab\tand\u00A0nbsp\u3000wide", "한국어 텍스트", "<s> </s> <mask>", "...!?...",
    ];

    private RobertaFolder _folder = null!;
    private TextTokenizer _tokenizer = null!;

    [OneTimeSetUp]
    public void Load()
    {
        _folder = new RobertaFolder();
        _tokenizer = TextTokenizer.Load(_folder.Path);
    }

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Load_VocabJsonAndMerges_IsByteLevelWithRobertasSpecialTokens()
    {
        var vocabulary = _tokenizer.Vocabulary;

        Assert.That(_tokenizer, Is.InstanceOf<BytePairTokenizer>());
        Assert.That((vocabulary.ClassificationId, vocabulary.PaddingId, vocabulary.SeparatorId, vocabulary.UnknownId, vocabulary.MaskId), Is.EqualTo((0, 1, 2, 3, (int?)50260)));
        Assert.That(vocabulary.Count, Is.EqualTo(50261));
    }

    [Test]
    public void Encode_OnManyThreads_GivesTheSameTokensFromTheFirstTimeOn()
    {
        string[] texts = [.. Texts()];
        TokenSpan[][] alone = [.. texts.Select(text => Offsets(_tokenizer, text))];
        var shared = TextTokenizer.Load(_folder.Path);

        Parallel.For(0, 4 * texts.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
            Assert.That(Offsets(shared, texts[i % texts.Length]), Is.EqualTo(alone[i % texts.Length]), texts[i % texts.Length]));

        static TokenSpan[] Offsets(TextTokenizer tokenizer, string text)
        {
            var tokens = new TokenizedText();
            tokenizer.Encode(text, tokens);
            return tokens.Tokens.ToArray();
        }
    }

    [Test]
    public void Encode_ManyTexts_GivesTheIdsOfAnotherLibrary()
    {
        var other = BpeTokenizer.Create(new BpeOptions(RobertaFolder.Pieces.Index().Select(piece => KeyValuePair.Create(piece.Item, piece.Index)))
        {
            Merges = Gpt2Pieces.Merges.Select(merge => $"{merge.Left} {merge.Right}"),
            ByteLevel = true,
            PreTokenizer = new RegexPreTokenizer(new System.Text.RegularExpressions.Regex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"), null),
        });

        foreach (var text in Texts())
        {
            Assert.That(Tokens.Ids(_tokenizer, text), Is.EqualTo(other.EncodeToIds(text)), text);
        }
    }

    [Test]
    public void Save_TokenizerJson_IsReadAlikeByTheReference()
    {
        using var folder = new TemporaryFolder();
        _tokenizer.Save(folder.Path, new ModelInput("", 512, HasTokenTypes: true));
        string[] texts = [.. Texts().Where(text => !text.Contains('<', StringComparison.Ordinal))];

        var expected = NativeReference.Ids(folder.File("tokenizer.json"), texts);

        foreach (var (text, ids) in texts.Zip(expected))
        {
            Assert.That(Sequence(text), Is.EqualTo(ids), text);
        }
    }

    [Test]
    public void Save_AndLoad_SplitsTextsAlike()
    {
        using var folder = new TemporaryFolder();
        _tokenizer.Save(folder.Path, new ModelInput("", 512, HasTokenTypes: true));

        var again = TextTokenizer.Load(folder.Path);

        Assert.That(again.SplitsLike(_tokenizer));
    }

    [Test]
    public void Encode_Offsets_LeaveOutTheSpaceBeforeAWord()
    {
        const string Text = "Hello  wörld 😀";

        var tokens = Tokens.Of(_tokenizer, Text);

        Assert.That(string.Join('|', tokens.Select(token => Text[token.Start..token.End])), Is.EqualTo("Hello| |w|ör|ld|😀|😀"));
    }

    [Test]
    public void Encode_AllTexts_EveryCharacterButSpacesIsInAToken()
    {
        foreach (var text in Texts())
        {
            var covered = new bool[text.Length];
            foreach (var token in Tokens.Of(_tokenizer, text))
            {
                Assert.That(token.Start, Is.LessThan(token.End), text);
                covered.AsSpan(token.Start, token.End - token.Start).Fill(true);
            }

            Assert.That(text.Where((character, i) => !covered[i]).All(char.IsWhiteSpace), text);
        }
    }

    [Test]
    public void AddTo_Pair_HasTwoSeparatorsBetweenAndOneTokenType()
    {
        var batch = new TokenBatch();

        _tokenizer.AddTo(batch, "the cat", " the dog", maxTokens: 20);

        Assert.That(Tokens.Sequence(_tokenizer, batch), Is.EqualTo("<s>:0 the:0 Ġcat:0 </s>:0 </s>:0 Ġthe:0 Ġdog:0 </s>:0"));
    }

    [Test]
    public void AddTo_PairTooLong_CutsTheLongerTextWithinFourSpecialTokens()
    {
        var batch = new TokenBatch();

        var cut = _tokenizer.AddTo(batch, "the cat the cat the cat", "the dog", maxTokens: 8);

        Assert.That(Tokens.Sequence(_tokenizer, batch), Is.EqualTo("<s>:0 the:0 Ġcat:0 </s>:0 </s>:0 the:0 Ġdog:0 </s>:0"));
        Assert.That(cut, Is.EqualTo(4));
    }

    [Test]
    public void AddWindowsTo_LongContext_StandsBehindTwoSeparators()
    {
        var (batch, question, context, windows) = (new TokenBatch(), new TokenizedText(), new TokenizedText(), new List<TokenWindow>());
        _tokenizer.Encode("the cat", question);
        _tokenizer.Encode("one two three four", context);

        _tokenizer.AddWindowsTo(batch, question, context, maxTokens: 9, stride: 1, windows);

        Assert.That(windows, Is.EqualTo([new TokenWindow(0, 5, 0, 3), new TokenWindow(1, 5, 2, 2)]));
        Assert.That(batch.Ids[windows[1].Position + 9], Is.EqualTo(context[2].Id));
    }

    [Test]
    public void Encode_SpecialTokensInText_StayTextUnlessAskedFor()
    {
        var asked = _tokenizer.Subwords.CreateTokenizer(_tokenizer.Vocabulary, _tokenizer.Options with { RecognizeSpecialTokens = true });
        const string Text = "the <mask> cat</s>";

        Assert.That(Tokens.Ids(_tokenizer, Text), Does.Not.Contain(50260));
        Assert.That(string.Join(' ', Tokens.Ids(asked, Text).Select(id => asked.Vocabulary[id])), Is.EqualTo("the <mask> Ġcat </s>"));
        Assert.That(Tokens.Of(asked, Text)[1], Is.EqualTo(new TokenSpan(50260, 3, 10)), "the mask takes in the space before it");
    }

    [Test]
    public void Encode_WithSpaceBeforeTexts_IsAsTheTextWithASpace()
    {
        _ = _folder;
        using var folder = new RobertaFolder();
        folder.Write("tokenizer_config.json", """{"tokenizer_class": "RobertaTokenizer", "add_prefix_space": true}""");
        var spaced = TextTokenizer.Load(folder.Path);

        foreach (var text in _texts.Where(text => text.Length > 0 && text[0] != ' '))
        {
            var expected = Tokens.Of(_tokenizer, " " + text);
            Assert.That(Tokens.Ids(spaced, text), Is.EqualTo(expected.Select(token => token.Id)), text);
            Assert.That(Tokens.Of(spaced, text).Select(token => token.End), Is.EqualTo(expected.Select(token => Math.Max(1, token.End - 1))), text);
        }
    }

    [Test]
    public void Encode_LettersBeyondTheBasicPlane_AreOneWord() =>
        Assert.That(Tokens.Ids(_tokenizer, "a𝐀b"), Has.Length.EqualTo(Tokens.Ids(_tokenizer, "𝐀").Length + 2).And.Length.LessThan(7));

    [Test]
    public void Encode_LoneSurrogate_IsTheReplacementCharacter() =>
        Assert.That(Tokens.Ids(_tokenizer, "a\uD800b"), Is.EqualTo(Tokens.Ids(_tokenizer, "a\uFFFDb")));

    [Test]
    public void Encode_OneVeryLongWord_TakesTimeInProportion()
    {
        var word = new string('a', 100_000);

        var tokens = Tokens.Of(_tokenizer, word);

        Assert.That(tokens[^1].End, Is.EqualTo(word.Length));
        Assert.That(Tokens.Of(_tokenizer, "the"), Has.Length.EqualTo(1));
    }

    private static IEnumerable<string> Texts()
    {
        var random = new RandomText(3);

        // Lone halves of surrogate pairs have no counterpart elsewhere; letters beyond the basic plane are none for .NET's regular expressions.
        var made = Enumerable.Range(0, 200).Select(i => random.Next(1 + i, 0.1)).Where(text => !text.Any(char.IsSurrogate));
        return _texts.Concat(made);
    }

    private int[] Sequence(string text)
    {
        var batch = new TokenBatch();
        _tokenizer.AddTo(batch, text, int.MaxValue);
        return batch.Ids.ToArray();
    }
}

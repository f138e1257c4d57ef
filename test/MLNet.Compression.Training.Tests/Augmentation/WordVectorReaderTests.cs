using System.Text;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Training.Augmentation;

namespace MLNet.Compression.Training.Tests.Augmentation;

public sealed class WordVectorReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("good 1 0.5\nfine 2 1.1\nbad -1 0.1\n")]
    [TestCase("good 1 0.5\r\nfine 2 1.1\r\nbad -1 0.1")]
    [TestCase("\uFEFFgood 1 0.5\nfine 2 1.1\nbad -1 0.1\n")]
    [TestCase("3 2\ngood 1 0.5\nfine 2 1.1\nbad -1 0.1\n", Description = "word2vec's first line")]
    [TestCase("good 1 0.5 \nfine 2 1.1 \nbad -1 0.1 \n", Description = "fastText's blank at the end")]
    [TestCase("good 1.0e0 5E-1\nfine 2 1.1\nbad -1 .1\n")]
    [TestCase("good 1 0.5\n. . . 1 2\nat name@domain.com 3 4\nfine 2 1.1\nbad -1 0.1\nÄpfel 1 1\n2nd 1 1\n", Description = "words with blanks, and others that are not wanted")]
    [TestCase("good 1 0.5\nnothing 0 0\nfine 2 1.1\nbad -1 0.1\n", Description = "a vector without direction")]
    public void Read_AllowedForms_GiveTheSameVectors(string content)
    {
        var vectors = Read(content);

        Assert.That((vectors.Count, vectors.Width), Is.EqualTo((3, 2)));
        Assert.That(vectors.Nearest("good", 5), Is.EqualTo(["fine", "bad"]));
        Assert.That(vectors.Nearest("absent", 5), Is.Empty);
    }

    [Test]
    public void Read_Most_KeepsTheFirstWords() => Assert.That(Read("good 1 0.5\nfine 2 1.1\nbad rubbish\n", most: 2).Count, Is.EqualTo(2), "what follows is not even read");

    [TestCase("good 1 2\nfine 1\n", "line 2", "'fine' and 1 parts", "word and 2 numbers")]
    [TestCase("good 1 2\nfine 1 2 3\n", "line 2", "'fine' and 3 parts", "word and 2 numbers")]
    [TestCase("good 1 2\nfine 1 x\n", "line 2", "'x'", "finite numbers")]
    [TestCase("good 1 2\nfine 1 NaN\n", "line 2", "'NaN'", "finite numbers")]
    [TestCase("good 1 2\nfine 1 Infinity\n", "line 2", "'Infinity'", "finite numbers")]
    [TestCase("good 1 2\nfine 1 1e99\n", "line 2", "'1e99'", "finite numbers")]
    [TestCase("good 1 2\nfine 1,5 2\n", "line 2", "'1,5'", "finite numbers")]
    [TestCase("good 1 2\nfine  2\n", "line 2", "''", "finite numbers")]
    [TestCase("good 1 2\n 1 2\n", "line 2", "no word", "a word")]
    [TestCase("good 1 2\n\nfine 1 2\n", "line 2", "no word", "a word")]
    [TestCase("good 1 2\nfine 3 4\ngood 5 6\n", "line 3", "'good' again", "each word once")]
    [TestCase("good\t1\t2\n", "line 1", "0 parts", "between single blanks")]
    [TestCase("good 1\n", "line 1", "1 parts", "2 to 8192 numbers")]
    [TestCase("2nd 1 2\n", "file", "none", "a word of the letters a to z")]
    [TestCase("", "file", "none", "a word of the letters a to z")]
    [TestCase("version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "byte 0", "Git LFS pointer", "the file itself")]
    public void Read_HostileFile_NamesLineFindingAndExpectation(string content, string place, string found, string expected)
    {
        var fault = Assert.Throws<ModelFileException>(() => Read(content))!;

        Assert.That(fault.File, Is.EqualTo(_folder.File("vectors.txt")));
        Assert.That(fault.Place, Is.EqualTo(place));
        Assert.That(fault.Found, Does.Contain(found));
        Assert.That(fault.Expected, Does.Contain(expected));
        Assert.That(fault.Remedy, Is.Not.Empty);
    }

    /// <summary>One line of five hundred may be damaged.</summary>
    [TestCase(498, true)]
    [TestCase(497, false)]
    public void Read_FewDamagedLines_ArePassedOverAndNamed(int others, bool isRead)
    {
        var content = "good 1 2\n 3 4\n" + string.Concat(Enumerable.Range(0, others).Select(i => $"{Word(i)} 1 2\n"));

        if (isRead)
        {
            var vectors = Read(content);
            Assert.That(vectors.Count, Is.EqualTo(1 + others));
            Assert.That(vectors.Notes, Has.Count.EqualTo(1).And.One.Contains("1 lines").And.One.Contains("line 2: expected a word and 2 numbers"));
        }
        else
        {
            Assert.That(() => Read(content), Throws.TypeOf<ModelFileException>().With.Message.Contains("line 2"));
        }
    }

    [Test]
    public void Read_DamagedThroughout_StopsEarly()
    {
        var content = "good 1 2\n" + string.Concat(Enumerable.Repeat("bad 1\n", 1100)) + "version";

        Assert.That(() => Read(content), Throws.TypeOf<ModelFileException>().With.Message.Contains("line 1002"), "not the first line, which would be found at the end");
    }

    [Test]
    public void Read_Latin1_NamesTheLine()
    {
        byte[] bytes = [.. "good 1 2\n"u8, 0xC4, .. "pfel 1 2\n"u8];

        Assert.That(() => Read(bytes), Throws.TypeOf<ModelFileException>().With.Message.Contains("line 2: expected UTF-8"));
    }

    [Test]
    public void Read_EndlessLine_IsRefusedWithoutReadingItAll()
    {
        var bytes = new byte[(8 << 20) + 9];
        bytes.AsSpan().Fill((byte)'x');
        "good 1 2\n"u8.CopyTo(bytes);

        Assert.That(() => Read(bytes), Throws.TypeOf<ModelFileException>().With.Message.Contains("line 2: expected at most 1048576 bytes"));
    }

    [Test]
    public void Read_LinesLongerAndShorterThanTheBuffer_AreAllThere()
    {
        // Wide enough that lines lie across the places where the file is read on.
        var content = new StringBuilder();
        var numbers = string.Concat(Enumerable.Range(0, 4000).Select(i => $" {i % 7}.25"));
        foreach (var word in Enumerable.Range(0, 200).Select(Word))
        {
            content.Append(word).Append(numbers).Append('\n');
        }

        var vectors = Read(content.ToString());

        Assert.That((vectors.Count, vectors.Width), Is.EqualTo((200, 4000)));
        Assert.That(vectors.Nearest(Word(150), 300), Is.EquivalentTo(Enumerable.Range(0, 200).Where(i => i != 150).Select(Word)));
    }

    [Test]
    public void Read_NoFile_SaysSo() => Assert.That(() => WordVectorReader.Read(_folder.File("none.txt"), _ => true, 10, WorkerPool.Inline), Throws.TypeOf<FileNotFoundException>());

    [Test]
    public void Read_Cancelled_Stops()
    {
        var content = string.Concat(Enumerable.Range(0, 3000).Select(i => $"{Word(i)} 1 2\n"));

        Assert.That(() => Read(content, cancellationToken: new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCaseSource(typeof(Cultures), nameof(Cultures.All))]
    public void Read_AnyCulture_ReadsTheSame(string culture) =>
        Assert.That(Cultures.In(culture, () => Read("good 1 0.5\nbad -1 0.1\nfine 2 1.1\n").Nearest("good", 1)), Is.EqualTo(["fine"]));

    private static string Word(int number) => $"{(char)('a' + (number / 26 % 26))}{(char)('a' + (number % 26))}{(char)('a' + (number / 676))}";

    private WordVectors Read(string content, int most = 1_000_000, CancellationToken cancellationToken = default) => Read(Encoding.UTF8.GetBytes(content), most, cancellationToken);

    private WordVectors Read(byte[] content, int most = 1_000_000, CancellationToken cancellationToken = default)
    {
        var path = _folder.File("vectors.txt");
        File.WriteAllBytes(path, content);
        return WordVectorReader.Read(path, word => ReplaceableWords.IsWord(word), most, WorkerPool.Inline, cancellationToken);
    }
}

using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Training.Tests.Resuming;

public class ResumeFolderTests
{
    private readonly List<string> _log = [];

    [SetUp]
    public void ClearLog() => _log.Clear();

    [Test]
    public void TryWrite_Many_KeepsTheTwoNewest()
    {
        using var temporary = new TemporaryFolder();
        using var folder = Open(temporary);

        Write(folder, 1, 2, 3, 4);

        Assert.That(Names(temporary), Is.EqualTo(["saved-00000003.state", "saved-00000004.state"]));
        Assert.That(Newest(folder), Is.EqualTo(4));
    }

    [Test]
    public void ReadNewest_Empty_IsNull()
    {
        using var temporary = new TemporaryFolder();
        using var folder = Open(temporary);

        Assert.That(folder.ReadNewest(), Is.Null);
    }

    [TestCase(0)]
    [TestCase(30)]
    public void ReadNewest_NewestTruncated_GivesTheOneBeforeAndSaysSo(int length)
    {
        using var temporary = new TemporaryFolder();
        using var folder = Open(temporary);
        Write(folder, 1, 2);
        using (var newest = new FileStream(temporary.File("saved-00000002.state"), FileMode.Open))
        {
            newest.SetLength(length);
        }

        Assert.That(Newest(folder), Is.EqualTo(1));
        Assert.That(_log, Has.One.Contains("saved-00000002.state").And.One.Contains("passed over"));
    }

    [Test]
    public void TryWrite_AfterADamagedOne_DoesNotOverwriteIt()
    {
        using var temporary = new TemporaryFolder();
        using (var folder = Open(temporary))
        {
            Write(folder, 1, 2);
        }

        File.WriteAllText(temporary.File("saved-00000002.state"), "rubbish");
        using var again = Open(temporary);
        Write(again, 3);

        Assert.That(Newest(again), Is.EqualTo(3));
        Assert.That(Names(temporary)[^1], Is.EqualTo("saved-00000003.state"));
    }

    [Test]
    public void TryWrite_DiskFullAtAnyByte_KeepsTheEarlierOnes()
    {
        using var temporary = new TemporaryFolder();
        var limit = 0L;
        using var folder = new ResumeFolder(
            temporary.Path, _log.Add, (path, write) => AtomicFile.Write(path, stream => write(new LimitedStream(stream, limit))));
        limit = long.MaxValue;
        Write(folder, 1);
        var size = new FileInfo(temporary.File("saved-00000001.state")).Length;

        for (limit = 0; limit < size; limit++)
        {
            Assert.That(folder.TryWrite(writer => writer.Write("value", 2L)), Is.False);
            Assert.That(Newest(folder), Is.EqualTo(1), $"full after {limit} bytes");
        }

        Assert.That(_log, Has.All.Contains("No space left"));
        Assert.That(Names(temporary), Is.EqualTo(["saved-00000001.state"]), "Nothing half written is left.");
        limit = long.MaxValue;
        Write(folder, 3);
        Assert.That(Newest(folder), Is.EqualTo(3), "It goes on when there is space again.");
    }

    [Test]
    public void Open_AfterAKilledWrite_ClearsTheHalfWrittenFile()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary.File($"saved-00000001.state.{Guid.NewGuid():N}.tmp"), "half");

        using var folder = Open(temporary);

        Assert.That(Names(temporary), Is.Empty);
        Assert.That(folder.ReadNewest(), Is.Null);
    }

    [Test]
    public void Open_WhileAnotherRunUsesIt_IsRefused()
    {
        using var temporary = new TemporaryFolder();
        using var folder = Open(temporary);

        Assert.That(() => Open(temporary), Throws.InstanceOf<IOException>().With.Message.Contains("another run"));
    }

    [Test]
    public void ReadNewest_Condition_PassesOver()
    {
        using var temporary = new TemporaryFolder();
        using var folder = Open(temporary);
        Write(folder, 1, 2);

        Assert.That(folder.ReadNewest(reader => reader.ReadInt64("value") < 2)!.ReadInt64("value"), Is.EqualTo(1));
    }

    private ResumeFolder Open(TemporaryFolder temporary) => new(temporary.Path, _log.Add);

    private static void Write(ResumeFolder folder, params long[] values)
    {
        foreach (var value in values)
        {
            Assert.That(folder.TryWrite(writer => writer.Write("value", value)), Is.True);
        }
    }

    private static long Newest(ResumeFolder folder) => folder.ReadNewest()!.ReadInt64("value");

    private static string[] Names(TemporaryFolder temporary) =>
        [.. Directory.GetFiles(temporary.Path, "saved*").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}

namespace MLNet.Compression.Training.Tests.Robustness;

public class AttackLogTests
{
    private static readonly (string, int)[] _rows = [.. Enumerable.Range(0, 20).Select(i => ($"film {i} is good", WordScores.Positive))];

    private readonly WordScores _model = new(("good", 2), ("film", -1));
    private string _path = "";

    [SetUp]
    public void SetUp() => _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [TearDown]
    public void TearDown() => File.Delete(_path);

    [Test]
    public void Run_StoppedAndGoneOn_AttacksNoTextTwiceAndGivesTheSame()
    {
        var whole = _model.Attack(new WordDeletionAttack(), null, _rows);
        using var stop = new CancellationTokenSource();
        var stopping = new RobustnessOptions { Threads = 1, ResultsPath = _path, CancellationToken = stop.Token, Progress = new StopAt(5, stop) };
        Assert.That(() => _model.Attack(new WordDeletionAttack(), stopping, _rows), Throws.InstanceOf<OperationCanceledException>());
        File.AppendAllText(_path, "{\"Row\":7,\"Outc");
        _model.Asked.Clear();

        var resumed = _model.Attack(new WordDeletionAttack(), new RobustnessOptions { Threads = 1, ResultsPath = _path }, _rows);

        Assert.That(resumed.Texts, Is.EqualTo(whole.Texts));
        Assert.That(_model.Asked, Has.None.EqualTo("film 0 is good"), "the first was finished");
        _model.Asked.Clear();
        Assert.That(_model.Attack(new WordDeletionAttack(), new RobustnessOptions { ResultsPath = _path }, _rows).Texts, Is.EqualTo(whole.Texts));
        Assert.That(_model.Asked, Is.Empty);
    }

    [Test]
    public void Run_FileOfAnotherAttack_Throws()
    {
        _ = _model.Attack(new WordDeletionAttack(), new RobustnessOptions { ResultsPath = _path }, _rows);

        Assert.That(() => _model.Attack(new TypoAttack(), new RobustnessOptions { ResultsPath = _path }, _rows), Throws.ArgumentException.With.Message.Contains(_path));
        Assert.That(() => _model.Attack(new WordDeletionAttack(), new RobustnessOptions { ResultsPath = _path }, _rows[1..]), Throws.ArgumentException.With.Message.Contains("another run"));
    }

    private sealed class StopAt(int texts, CancellationTokenSource stop) : IProgress<RobustnessProgress>
    {
        public void Report(RobustnessProgress value)
        {
            if (value.Texts == texts)
            {
                stop.Cancel();
            }
        }
    }
}

using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Reports;

/// <summary>The report's page in a browser.</summary>
public class ReportPageTests
{
    private const string Hostile = "<script>console.error('ran')</script><img src=\"http://outside.invalid/x.png\" onerror=\"fetch('http://outside.invalid/y')\">'\"&\u202e\u0000";

    private static readonly Lazy<TextModelTransformer> _deep = new(() => Fitted.Context.MulticlassClassification.Trainers
        .TextClassification(Small.Teacher(options => (options.Shape, options.Epochs) = (new ModelShape(8, 32, 4, 64), 1))).Fit(Messages.LoadKeyed(Fitted.Context, 24)).Quantize(QuantizationScheme.Int8));

    private TemporaryFolder _folder = null!;
    private Browser _browser = null!;

    [OneTimeSetUp]
    public async Task StartBrowserAsync()
    {
        _browser = await Browser.StartAsync();
        _folder = new TemporaryFolder();
    }

    [OneTimeTearDown]
    public async Task StopBrowserAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
            _folder.Dispose();
        }
    }

    [TestCase(1200, "light")]
    [TestCase(1200, "dark")]
    [TestCase(380, "light")]
    [TestCase(380, "dark")]
    public async Task Page_OfEveryStage_IsWholeAndAsksForNothing(int width, string scheme)
    {
        var file = Path.Combine(_folder.Path, "report.html");
        Fitted.Compressed.Report.ToHtml(file);

        await _browser.OpenAsync(file, width, scheme);
        await SaveAsync(_browser, $"report-{width}-{scheme}.png");

        Assert.That(_browser.Complaints, Is.Empty);
        Assert.That(_browser.Requests, Is.EqualTo([new Uri(file).AbsoluteUri]));
        Assert.That((int)(await _browser.EvaluateAsync("document.documentElement.scrollWidth"))!, Is.LessThanOrEqualTo(width), "the page must not scroll sideways");
        Assert.That((int)(await _browser.EvaluateAsync("document.querySelectorAll('section').length"))!, Is.EqualTo(10));
        Assert.That((int)(await _browser.EvaluateAsync("document.querySelectorAll('svg').length"))!, Is.GreaterThanOrEqualTo(14));
    }

    [TestCase(1200, "dark")]
    [TestCase(380, "light")]
    public async Task Page_OfManyClassesAndLayers_FitsTheScreen(int width, string scheme)
    {
        var file = Path.Combine(_folder.Path, "report.html");
        CompressionReport.Create(_deep.Value.Model, ManyStages()).ToHtml(file);

        await _browser.OpenAsync(file, width, scheme);
        await SaveAsync(_browser, $"many-{width}-{scheme}.png");

        Assert.That(_browser.Complaints, Is.Empty);
        Assert.That((int)(await _browser.EvaluateAsync("document.documentElement.scrollWidth"))!, Is.LessThanOrEqualTo(width));
        Assert.That((string)(await _browser.EvaluateAsync("document.body.textContent"))!, Does.Contain("Of 70 classes the picture has the 24"));
    }

    [Test]
    public async Task Page_OfHostileNames_ShowsThemAsText()
    {
        var file = Path.Combine(_folder.Path, "report.html");
        CompressionReport.Create(Fitted.Compressed.Model, [.. Fitted.Compressed.Report.Stages.Select(stage => Renamed(stage, Hostile))]).ToHtml(file);

        await _browser.OpenAsync(file, 380, "light");

        Assert.That(_browser.Complaints, Is.Empty);
        Assert.That(_browser.Requests, Is.EqualTo([new Uri(file).AbsoluteUri]));
        Assert.That((int)(await _browser.EvaluateAsync("document.querySelectorAll('script, img').length"))!, Is.Zero);
        Assert.That((string)(await _browser.EvaluateAsync("document.body.textContent"))!, Does.Contain("<script>console.error('ran')</script>"));
        Assert.That((int)(await _browser.EvaluateAsync("document.documentElement.scrollWidth"))!, Is.LessThanOrEqualTo(380));
    }

    [Test]
    public async Task Browser_OfAPageThatMisbehaves_SaysSo()
    {
        var file = Path.Combine(_folder.Path, "bad.html");
        await File.WriteAllTextAsync(file, "<!DOCTYPE html><script>console.error('ran')</script><img src=\"http://outside.invalid/x.png\">");

        await _browser.OpenAsync(file, 380, "light");

        Assert.That(_browser.Complaints, Has.Some.Contains("ran"));
        Assert.That(_browser.Requests, Has.Some.Contains("outside.invalid"));
    }

    /// <summary>Stages that lose accuracy one after another, of a task of seventy classes.</summary>
    private static IEnumerable<StageReport> ManyStages()
    {
        var random = new Random(1);
        foreach (var (number, stage) in new[] { "fine-tune", "distil", "distil", "prune", "prune", "quantise" }.Index())
        {
            var (rows, wrong) = (3_000, 160 + (number * 45));
            ClassQuality[] classes = [.. Enumerable.Range(0, 70).Select(label => new ClassQuality($"{(label % 9 == 0 ? "a rather long name of the class" : "class")} {label}", 43, 40 + (label % 6), 40 - (label % 11)))];
            ConfusedClasses[] confused = [.. Enumerable.Range(0, 300).Select(pair => new ConfusedClasses(pair % 70, (pair * 17 + 5) % 70, 1 + (300 - pair) / 60)).Where(pair => pair.Label != pair.Prediction)];
            yield return new StageReport(stage, TimeSpan.FromSeconds(400 * (number + 1)), 12_345, new StageResult(
                91_000_000 >> number,
                new QualityReport(rows, 1 - ((double)wrong / rows), number == 0 ? null : 0.97 - (number * 0.01), number == 0 ? null : 0.9 - (number * 0.01)),
                new LatencyReport(32, 7.6 / (1 << number)))
            {
                Confusion = new ConfusionReport(70, classes, confused),
                Agreement = number == 0 ? null : new AgreementReport(rows - wrong - 30, 30, 60 + (number * 10), wrong - 100, 40),
            })
            {
                Seed = 1,
                Settings = [KeyValuePair.Create("Epochs", "3"), KeyValuePair.Create("LearningRate", "5E-05"), KeyValuePair.Create("KeepBest", "True"), KeyValuePair.Create("MaskedTokenShare", "0")],
                Environment = Fitted.Compressed.Report.Environment,
                Curve = new LearningCurve(
                    [.. Enumerable.Range(1, 200).Select(point => new LossPoint(point * 31, (2.5 / (1 + (point * 0.05))) + (random.NextDouble() * 0.2)))],
                    [.. Enumerable.Range(1, 6).Select(point => new ScorePoint(point * 1_033, new ValidationScore(0.95 - (0.3 / point), 0.4, 0.96 - (0.25 / point))))]),
            };
        }
    }

    private static StageReport Renamed(StageReport stage, string name) => stage with
    {
        Stage = name,
        Details = name,
        Settings = [KeyValuePair.Create(name, name)],
        Result = stage.Result! with
        {
            Confusion = stage.Result.Confusion! with { Classes = [.. stage.Result.Confusion.Classes.Select(label => label with { Label = name })] },
        },
    };

    /// <summary>Keeps a picture where somebody wants to look at it.</summary>
    private static async Task SaveAsync(Browser browser, string name)
    {
        if (Environment.GetEnvironmentVariable("REPORT_PICTURES") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), await browser.ScreenshotAsync());
        }
    }
}

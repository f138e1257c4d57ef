using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNet.Compression.Tests.Support;

/// <summary>A Chromium without a window, driven by its own protocol: opens a page, notes what the page complains of and asks for, and answers questions about it.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    private readonly Process _process;
    private readonly TemporaryFolder _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonNode> _events = [];
    private int _lastId;

    private Browser(Process process, TemporaryFolder profile) => (_process, _profile) = (process, profile);

    /// <summary>Where one is installed; null where there is none.</summary>
    public static string? Executable { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => _names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
        .FirstOrDefault(File.Exists);

    /// <summary>What pages have written to the console, and what the browser held against them.</summary>
    public IEnumerable<string> Complaints => _events
        .Where(each => (string?)each["method"] is "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded")
        .Select(each => each["params"]!.ToJsonString());

    /// <summary>Addresses that pages asked for.</summary>
    public IEnumerable<string> Requests => _events.Where(each => (string?)each["method"] == "Network.requestWillBeSent").Select(each => (string)each["params"]!["request"]!["url"]!);

    /// <summary>Starts one, or skips the test where there is none.</summary>
    public static async Task<Browser> StartAsync()
    {
        if (Executable is not { } executable)
        {
            Assert.Ignore("No Chromium in PATH: pages are not looked at. Install the package 'chromium'.");
            throw new UnreachableException();
        }

        var profile = new TemporaryFolder();
        var start = new ProcessStartInfo(executable) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[]
        {
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", "--disable-background-networking", "--hide-scrollbars",
            "--remote-debugging-port=0", $"--user-data-dir={profile.Path}", "about:blank",
        })
        {
            start.ArgumentList.Add(argument);
        }

        var browser = new Browser(Process.Start(start)!, profile);
        await browser.ConnectAsync();
        return browser;
    }

    /// <summary>Opens a file as a screen of a width and a colour scheme shows it.</summary>
    public async Task OpenAsync(string file, int width, string scheme)
    {
        await SendAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 800, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        await SendAsync("Emulation.setEmulatedMedia", new() { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }) });
        _events.Clear();
        await SendAsync("Page.navigate", new() { ["url"] = new Uri(file).AbsoluteUri });
        while (!_events.Any(each => (string?)each["method"] == "Page.loadEventFired"))
        {
            await ReceiveAsync();
        }
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true });
        return answer["exceptionDetails"] is { } fault ? throw new InvalidOperationException(fault.ToJsonString()) : answer["result"]!["value"];
    }

    /// <summary>A picture of the whole page, as PNG.</summary>
    public async Task<byte[]> ScreenshotAsync() =>
        Convert.FromBase64String((string)(await SendAsync("Page.captureScreenshot", new() { ["captureBeyondViewport"] = true }))["data"]!);

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _profile.Dispose();
    }

    private async Task ConnectAsync()
    {
        const string Announcement = "DevTools listening on ";
        string? line;
        while ((line = await _process.StandardError.ReadLineAsync()) is not null && !line.StartsWith(Announcement, StringComparison.Ordinal))
        {
        }

        var address = new Uri(line?[Announcement.Length..] ?? throw new InvalidOperationException($"{Executable} ended before it could be driven."));
        _ = _process.StandardError.ReadToEndAsync();
        using var client = new HttpClient();
        var pages = JsonNode.Parse(await client.GetStringAsync(new Uri($"http://{address.Authority}/json/list")))!.AsArray();
        await _socket.ConnectAsync(new Uri((string)pages.First(page => (string?)page!["type"] == "page")!["webSocketDebuggerUrl"]!), CancellationToken.None);
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await SendAsync($"{domain}.enable", []);
        }
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters)
    {
        var id = ++_lastId;
        var request = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters });
        await _socket.SendAsync(request, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        while (true)
        {
            var message = await ReceiveAsync();
            if ((int?)message["id"] == id)
            {
                return message["result"] ?? throw new InvalidOperationException($"{method}: {message.ToJsonString()}");
            }
        }
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using var text = new MemoryStream();
        var buffer = new byte[65_536];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            text.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        var message = JsonNode.Parse(text.ToArray())!;
        if (message["method"] is not null)
        {
            _events.Add(message);
        }

        return message;
    }
}

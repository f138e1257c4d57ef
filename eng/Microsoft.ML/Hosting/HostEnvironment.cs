namespace Microsoft.ML.Runtime;

/// <summary>The root of all hosts of one MLContext, and each host under it.</summary>
internal sealed class HostEnvironment : IHost, ISeededEnvironment
{
    private readonly string _fullName;
    private readonly Lock _lock = new();
    private readonly Action<string, ChannelMessage> _listener;

    private HostEnvironment(string fullName, Random rand, ComponentCatalog catalog, Action<string, ChannelMessage> listener)
    {
        _fullName = fullName;
        Rand = rand;
        ComponentCatalog = catalog;
        _listener = listener;
    }

    public ComponentCatalog ComponentCatalog { get; }

    public Random Rand { get; }

    public int? Seed { get; private init; }

    public string ContextDescription => _fullName ?? "HostEnvironment";

    public static HostEnvironment CreateRoot(int? seed, Action<string, ChannelMessage> listener) =>
        new(null, CreateRandom(seed), new ComponentCatalog(), listener) { Seed = seed };

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        lock (_lock)
        {
            var rand = CreateRandom(seed ?? Rand.Next());
            return new HostEnvironment(Qualify(name), rand, ComponentCatalog, verbose == false ? Mute : _listener);
        }
    }

    public IChannel Start(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new Channel(Qualify(name), _listener);
    }

    public IPipe<TMessage> StartPipe<TMessage>(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var listener = _listener as Action<string, TMessage> ?? (static (_, _) => { });
        return new Pipe<TMessage>(Qualify(name), listener);
    }

    public IProgressChannel StartProgressChannel(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new ProgressChannel();
    }

    public TException Process<TException>(TException ex)
        where TException : Exception => ExceptionMarking.Mark(ex, ContextDescription);

    private static Random CreateRandom(int? seed) => seed is { } value ? new Random(value) : new Random();

    private static void Mute(string source, ChannelMessage message)
    {
    }

    private string Qualify(string name) => _fullName is null ? name : $"{_fullName}; {name}";
}

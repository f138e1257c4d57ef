namespace MLNet.Compression;

/// <summary>Marks an option that has no say in the result of a run, so that a run may be resumed with another value of it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MayDifferOnResumeAttribute : Attribute;

namespace ChatTriage.Ingestion.Reading;

/// <summary>What a JSON body may be at its top level.</summary>
internal enum TopLevel
{
    Object,
    Array,
    ObjectOrArray,
}

// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The names of lists and members of S3's model in its XML.
final class XmlNames {
    /// Member -> the element that is repeated, without an element around it.
    private static final Map<String, String> FLAT = Map.ofEntries(
            Map.entry("AllowedHeaders", "AllowedHeader"),
            Map.entry("AllowedMethods", "AllowedMethod"),
            Map.entry("AllowedOrigins", "AllowedOrigin"),
            Map.entry("CORSRules", "CORSRule"),
            Map.entry("ChecksumAlgorithm", "ChecksumAlgorithm"),
            Map.entry("CommonPrefixes", "CommonPrefixes"),
            Map.entry("Contents", "Contents"),
            Map.entry("Deleted", "Deleted"),
            Map.entry("Errors", "Error"),
            Map.entry("Events", "Event"),
            Map.entry("ExposeHeaders", "ExposeHeader"),
            Map.entry("FilterRules", "FilterRule"),
            Map.entry("LambdaFunctionConfigurations", "CloudFunctionConfiguration"),
            Map.entry("Objects", "Object"),
            Map.entry("Parts", "Part"),
            Map.entry("QueueConfigurations", "QueueConfiguration"),
            Map.entry("Rules", "Rule"),
            Map.entry("TopicConfigurations", "TopicConfiguration"),
            Map.entry("Uploads", "Upload"),
            Map.entry("Versions", "Version"));

    /// Member -> the elements inside the one with its name.
    private static final Map<String, String> WRAPPED =
            Map.of("Buckets", "Bucket", "Grants", "Grant", "TagSet", "Tag", "Tags", "Tag");

    /// Member -> element, where their names differ.
    private static final Map<String, String> RENAMED = Map.of(
            "Grants", "AccessControlList",
            "Key", "S3Key",
            "LambdaFunctionArn", "CloudFunction",
            "QueueArn", "Queue",
            "TopicArn", "Topic",
            "TotalPartsCount", "PartsCount");

    private static final Map<String, String> FLAT_MEMBERS =
            FLAT.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private static final Map<String, String> RENAMED_MEMBERS =
            RENAMED.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private static final Set<String> TIMES = Set.of("CreationDate", "Initiated", "LastModified");

    private XmlNames() {}

    /// Returns the list to which a repeated element belongs.
    static Optional<String> listOf(String element) {
        return Optional.ofNullable(FLAT_MEMBERS.get(element));
    }

    /// Returns true for the element around a list.
    static boolean isWrapper(String element) {
        return WRAPPED.containsKey(member(element));
    }

    static String member(String element) {
        return RENAMED_MEMBERS.getOrDefault(element, element);
    }

    static Optional<String> flatElement(String member) {
        return Optional.ofNullable(FLAT.get(member));
    }

    /// Returns the element for each entry of a list that has an element around it.
    static String entryElement(String member) {
        return WRAPPED.getOrDefault(member, "member");
    }

    /// @param isStructure distinguishes a `Key` that holds rules from an object's
    static String element(String member, boolean isStructure) {
        return member.equals("Key") && !isStructure ? member : RENAMED.getOrDefault(member, member);
    }

    static boolean isTime(String member) {
        return TIMES.contains(member);
    }
}

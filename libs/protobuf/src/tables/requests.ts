// Written by scripts/generate-protobuf-fields.mjs: do not edit.

/**
 * The messages that clients send, but for what is in a pod, as of Kubernetes 1.36:
 * `number:key in JSON:type`, and `:o` where JSON leaves a zero out. A field without a key has its fields in the object itself.
 */
export const REQUESTS: Readonly<Record<string, string>> = {
  ClientIPConfig: '1:timeoutSeconds:int32',
  DeleteOptions:
    '1:gracePeriodSeconds:int64 2:preconditions:Preconditions 3:orphanDependents:bool 4:propagationPolicy:string 5:dryRun:[]string 6:ignoreStoreReadErrorWithClusterBreakingPotential:bool',
  Deployment: '1:metadata:ObjectMeta 2:spec:DeploymentSpec',
  DeploymentSpec:
    '1:replicas:int32 2:selector:LabelSelector 3:template:PodTemplateSpec 4:strategy:DeploymentStrategy 5:minReadySeconds:int32:o 6:revisionHistoryLimit:int32 7:paused:bool:o 9:progressDeadlineSeconds:int32',
  DeploymentStrategy: '1:type:string:o 2:rollingUpdate:RollingUpdateDeployment',
  FieldSelectorAttributes: '1:rawSelector:string:o 2:requirements:[]FieldSelectorRequirement',
  FieldSelectorRequirement: '1:key:string 2:operator:string 3:values:[]string',
  LabelSelector: '1:matchLabels:{}string 2:matchExpressions:[]LabelSelectorRequirement',
  LabelSelectorAttributes: '1:rawSelector:string:o 2:requirements:[]LabelSelectorRequirement',
  LabelSelectorRequirement: '1:key:string 2:operator:string 3:values:[]string',
  ManagedFieldsEntry:
    '1:manager:string:o 2:operation:string:o 3:apiVersion:string:o 4:time:Time 6:fieldsType:string:o 7:fieldsV1:FieldsV1 8:subresource:string:o',
  Namespace: '1:metadata:ObjectMeta 2:spec:NamespaceSpec',
  NamespaceSpec: '1:finalizers:[]string',
  NonResourceAttributes: '1:path:string:o 2:verb:string:o',
  ObjectMeta:
    '1:name:string:o 2:generateName:string:o 3:namespace:string:o 4:selfLink:string:o 5:uid:string:o 6:resourceVersion:string:o 7:generation:int64:o 8:creationTimestamp:Time 9:deletionTimestamp:Time 10:deletionGracePeriodSeconds:int64 11:labels:{}string 12:annotations:{}string 13:ownerReferences:[]OwnerReference 14:finalizers:[]string 17:managedFields:[]ManagedFieldsEntry',
  OwnerReference:
    '5:apiVersion:string 1:kind:string 3:name:string 4:uid:string 6:controller:bool 7:blockOwnerDeletion:bool',
  Preconditions: '1:uid:string 2:resourceVersion:string',
  ResourceAttributes:
    '1:namespace:string:o 2:verb:string:o 3:group:string:o 4:version:string:o 5:resource:string:o 6:subresource:string:o 7:name:string:o 8:fieldSelector:FieldSelectorAttributes 9:labelSelector:LabelSelectorAttributes',
  RollingUpdateDeployment: '1:maxUnavailable:IntOrString 2:maxSurge:IntOrString',
  Scale: '1:metadata:ObjectMeta 2:spec:ScaleSpec',
  ScaleSpec: '1:replicas:int32:o',
  SelfSubjectAccessReview: '1:metadata:ObjectMeta 2:spec:SelfSubjectAccessReviewSpec',
  SelfSubjectAccessReviewSpec: '1:resourceAttributes:ResourceAttributes 2:nonResourceAttributes:NonResourceAttributes',
  SelfSubjectReview: '1:metadata:ObjectMeta',
  SelfSubjectRulesReview: '1:metadata:ObjectMeta 2:spec:SelfSubjectRulesReviewSpec',
  SelfSubjectRulesReviewSpec: '1:namespace:string:o',
  Service: '1:metadata:ObjectMeta 2:spec:ServiceSpec',
  ServicePort:
    '1:name:string:o 2:protocol:string:o 6:appProtocol:string 3:port:int32 4:targetPort:IntOrString 5:nodePort:int32:o',
  ServiceSpec:
    '1:ports:[]ServicePort 2:selector:{}string 3:clusterIP:string:o 18:clusterIPs:[]string 4:type:string:o 5:externalIPs:[]string 7:sessionAffinity:string:o 8:loadBalancerIP:string:o 9:loadBalancerSourceRanges:[]string 10:externalName:string:o 11:externalTrafficPolicy:string:o 12:healthCheckNodePort:int32:o 13:publishNotReadyAddresses:bool:o 14:sessionAffinityConfig:SessionAffinityConfig 19:ipFamilies:[]string 17:ipFamilyPolicy:string 20:allocateLoadBalancerNodePorts:bool 21:loadBalancerClass:string 22:internalTrafficPolicy:string 23:trafficDistribution:string',
  SessionAffinityConfig: '1:clientIP:ClientIPConfig',
};
